package io.lexiseg.cli.command.vocabulary;

import io.lexiseg.cli.client.TopicReader;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.option.Json;
import io.lexiseg.cli.option.KafkaOptions;
import io.lexiseg.cli.output.RecordJson;
import io.lexiseg.cli.vocabulary.BindingText;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the vocabularies and the cameras bound to them. */
@Command(
    name = "list",
    description = "Print the vocabularies and the cameras bound to them.",
    mixinStandardHelpOptions = true)
final class VocabularyListCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(500);

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    try (KafkaConnection connection = kafka.connect()) {
      print(
          table(connection, Topics.VOCABULARIES, Vocabulary.class),
          table(connection, Topics.CAMERA_BINDINGS, CameraBinding.class));
    }
    return ExitCode.OK;
  }

  private static <T extends SpecificRecord> List<T> table(
      KafkaConnection connection, String topic, Class<T> type) {
    try (TopicReader<T> reader = TopicReader.fromBeginning(connection, topic, type)) {
      return reader.table(POLL);
    }
  }

  private void print(List<Vocabulary> vocabularies, List<CameraBinding> bindings) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Json.print(
          out,
          Map.of(
              "vocabularies", vocabularies.stream().map(RecordJson::of).toList(),
              "bindings", bindings.stream().map(RecordJson::of).toList()));
      return;
    }
    for (Vocabulary vocabulary : vocabularies) {
      String names =
          vocabulary.getCategories().stream()
              .map(Category::getName)
              .collect(Collectors.joining(", "));
      out.printf(
          "%s version %d: %s%n", vocabulary.getVocabularyId(), vocabulary.getVersion(), names);
    }
    bindings.forEach(
        binding ->
            out.printf(
                "camera %s -> %s%s%n",
                binding.getCameraId(), binding.getVocabularyId(), text(binding)));
  }

  private static String text(CameraBinding binding) {
    String text = BindingText.of(binding);
    return text.isEmpty() ? "" : ", " + text;
  }
}
