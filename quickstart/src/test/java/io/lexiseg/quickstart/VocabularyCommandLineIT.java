package io.lexiseg.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.processor.ProcessorApplication;
import io.lexiseg.processor.ProcessorConfig;
import io.lexiseg.quickstart.broker.BrokerSettings;
import io.lexiseg.quickstart.broker.EmbeddedBroker;
import io.lexiseg.quickstart.cli.CommandRun;
import io.lexiseg.quickstart.registry.InMemorySchemaRegistry;
import io.lexiseg.schemas.SchemaRegistrar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The vocabulary commands as an operator types them, answered by a processor without networks. */
@Timeout(120)
class VocabularyCommandLineIT {
  @TempDir private static Path folder;
  private static EmbeddedBroker broker;
  private static InMemorySchemaRegistry registry;
  private static ProcessorApplication processor;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("broker")));
    registry = InMemorySchemaRegistry.start();
    SchemaRegistrar.registerAll(registry.url());
    processor =
        new ProcessorApplication(
            ProcessorConfig.from(
                Map.of(
                    "bootstrap.servers", broker.bootstrapServers(),
                    "schema.registry.url", registry.url(),
                    "http.port", "0")),
            PlainModel.open());
    processor.start();
  }

  @AfterAll
  static void stop() {
    processor.close();
    registry.close();
    broker.close();
  }

  @Test
  void shouldChangeAVocabularyAndUndoIt() throws Exception {
    // given
    Path file = folder.resolve("street.yaml");
    Files.writeString(
        file,
        """
        categories:
          - road
          - name: tree
            synonyms: [oak, pine]
            templates: ["a {} in winter"]
        """);

    // when
    List<String> answers = new ArrayList<>();
    answers.add(vocabulary(0, "define", "--id", "street", "--file", file.toString()));
    answers.add(vocabulary(0, "add", "--id", "street", "car, bus"));
    answers.add(vocabulary(0, "rename", "--id", "street", "Car", "vehicle"));
    answers.add(vocabulary(0, "remove", "--id", "street", "bus"));
    String stale = vocabulary(1, "add", "--id", "street", "--expected-version", "2", "van");
    answers.add(vocabulary(0, "rollback", "--id", "street", "1"));
    answers.add(vocabulary(0, "bind", "--id", "street", "gate"));
    String inUse = vocabulary(1, "delete", "--id", "street");
    answers.add(vocabulary(0, "unbind", "--id", "street", "gate"));
    String history = vocabulary(0, "history", "--id", "street");
    answers.add(vocabulary(0, "delete", "--id", "street"));
    String list = vocabulary(0, "list");

    // then
    assertThat(answers)
        .containsExactly(
            "street version 1 READY",
            "street version 2 READY",
            "street version 3 READY",
            "street version 4 READY",
            "street version 5 READY",
            "street version 5 READY",
            "street version 5 READY",
            "street version 6 READY");
    assertThat(stale).contains("expected version 2 as the command says, found 4");
    assertThat(inUse).contains("expected no camera bound to it, found [gate]");
    assertThat(history.lines().map(line -> line.replaceAll("  .*  ", ": ")))
        .containsExactly(
            "1: +road, +tree", "2: +car, +bus", "3: +vehicle, -car", "4: -bus", "5: -vehicle");
    assertThat(list).doesNotContain("street");
  }

  @Test
  void shouldSayWhatIsWrongWithACommandLine() throws Exception {
    // given
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "categories: 7\n");

    // when
    String neither = vocabulary(2, "define");
    String both = vocabulary(2, "add", "--file", broken.toString(), "road");
    String noFile = vocabulary(1, "define", "--file", folder.resolve("none.yaml").toString());
    String noYaml = vocabulary(1, "define", "--file", broken.toString());
    String unknown = vocabulary(2, "history", "--id", "nothing");

    // then
    assertThat(neither).contains("expected names or --file, one of the two");
    assertThat(both).contains("expected names or --file, one of the two");
    assertThat(noFile).contains("none.yaml: cannot be read");
    assertThat(noYaml).contains("broken.yaml: expected YAML with a list of categories");
    assertThat(unknown).contains("vocabulary nothing: expected one that exists");
  }

  /** What a command wrote, on whichever stream. */
  private static String vocabulary(int expectedCode, String... arguments) {
    List<String> words = new ArrayList<>(List.of("vocabulary"));
    words.addAll(List.of(arguments));
    words.addAll(List.of("--bootstrap", broker.bootstrapServers(), "--registry", registry.url()));
    CommandRun run = new CommandRun();
    int code = run.run(words.toArray(String[]::new));
    assertThat(code).as(words + ": " + run.out() + run.err()).isEqualTo(expectedCode);
    return (run.out() + run.err()).strip();
  }
}
