package io.lexiseg.cli.command.vocabulary;

import io.lexiseg.cli.client.TopicReader;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.command.change.CurrentVocabulary;
import io.lexiseg.cli.option.Json;
import io.lexiseg.cli.option.KafkaOptions;
import io.lexiseg.cli.vocabulary.ExemplarFiles;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.ExemplarId;
import io.lexiseg.schemas.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the exemplars of a vocabulary. */
@Command(
    name = "list",
    description = "Print the exemplars of a vocabulary, category by category.",
    mixinStandardHelpOptions = true)
final class ExemplarListCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(500);

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--id",
      paramLabel = "ID",
      defaultValue = "default",
      description = "Vocabulary (${DEFAULT-VALUE}).")
  private String id;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    List<Category> categories = CurrentVocabulary.read(kafka, id).getCategories();
    Map<String, Exemplar> exemplars = exemplars();
    List<Map<String, String>> rows = new ArrayList<>();
    for (Category category : categories) {
      for (String exemplar : category.getExemplars()) {
        String content =
            exemplars.containsKey(exemplar)
                ? ExemplarFiles.description(exemplars.get(exemplar))
                : "not in the topic";
        rows.add(Map.of("category", category.getName(), "id", exemplar, "content", content));
      }
    }
    print(rows);
    return ExitCode.OK;
  }

  private void print(List<Map<String, String>> rows) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Json.print(out, rows);
      return;
    }
    rows.forEach(
        row -> out.printf("%s  %s  %s%n", row.get("id"), row.get("category"), row.get("content")));
  }

  private Map<String, Exemplar> exemplars() {
    try (KafkaConnection connection = kafka.connect();
        TopicReader<Exemplar> reader =
            TopicReader.fromBeginning(connection, Topics.EXEMPLARS, Exemplar.class)) {
      Map<String, Exemplar> exemplars = new HashMap<>();
      reader.table(POLL).forEach(one -> exemplars.put(ExemplarId.of(one), one));
      return exemplars;
    }
  }
}
