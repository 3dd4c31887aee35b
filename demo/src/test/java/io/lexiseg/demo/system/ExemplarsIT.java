package io.lexiseg.demo.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.client.CommandAnswers;
import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.vocabulary.ExemplarFiles;
import io.lexiseg.demo.broker.BrokerSettings;
import io.lexiseg.demo.broker.EmbeddedBroker;
import io.lexiseg.demo.registry.InMemorySchemaRegistry;
import io.lexiseg.processor.ProcessorApplication;
import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.schemas.CategorySupport;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.PictureBox;
import io.lexiseg.schemas.SchemaRegistrar;
import io.lexiseg.schemas.SupportLevel;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Exemplars through a broker to a processor with networks, and to the one after it. */
@Timeout(120)
class ExemplarsIT {
  private static final PictureBox BOX = new PictureBox(1, 2, 3, 4);

  @TempDir private static Path folder;

  @Test
  void shouldReachProcessorsThatComeLater() throws Exception {
    TinyModel tiny = TinyModel.write(folder);
    Path picture = picture("shown.png", 1);
    Path changed = picture("changed.png", 2);
    Exemplar broken = new Exemplar(ExemplarFiles.reference(changed), BOX);
    picture("changed.png", 3);
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("broker")));
        InMemorySchemaRegistry registry = InMemorySchemaRegistry.start()) {
      SchemaRegistrar.registerAll(registry.url());
      ProcessorConfig config = config(tiny, broker, registry);
      try (SegmentationModel model = SegmentationModel.open(config.model());
          ProcessorApplication processor = new ProcessorApplication(config, model);
          KafkaConnection connection =
              KafkaConnection.open(broker.bootstrapServers(), registry.url());
          CommandAnswers answers = new CommandAnswers(connection);
          VocabularyClient client = new VocabularyClient(connection, Clock.systemUTC(), "test")) {
        // given
        processor.start();
        answer(answers, client.define("default", List.of("cone", "wall")));

        // when
        VocabularyStatus inline =
            answer(answers, client.send(add(new Exemplar(ExemplarFiles.content(picture), BOX))));
        VocabularyStatus referenced =
            answer(answers, client.send(add(new Exemplar(ExemplarFiles.reference(picture), BOX))));
        VocabularyStatus failed = answer(answers, client.send(add(broken)));
        VocabularyStatus undone =
            answer(
                answers,
                client.send(
                    VocabularyCommand.newBuilder()
                        .setVocabularyId("default")
                        .setAction(CommandAction.ROLL_BACK)
                        .setToVersion(3)));

        // then
        assertThat(inline.getSupport())
            .extracting(CategorySupport::getExemplars)
            .containsExactly(1, 0);
        assertThat(inline.getSupport().get(0).getLevel()).isEqualTo(SupportLevel.STRONG);
        assertThat(referenced.getSupport().get(0).getExemplars()).isEqualTo(2);
        assertThat(failed.getState()).isEqualTo(VocabularyState.FAILED);
        assertThat(failed.getVersion()).isEqualTo(4);
        assertThat(failed.getError().orElseThrow()).contains("changed.png': expected");
        assertThat(undone.getState()).isEqualTo(VocabularyState.READY);
        assertThat(undone.getVersion()).isEqualTo(5);
      }
      try (SegmentationModel model = SegmentationModel.open(config.model());
          ProcessorApplication next = new ProcessorApplication(config, model)) {
        // when
        next.start();

        // then
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> next.health().ready());
      }
    }
  }

  private static ProcessorConfig config(
      TinyModel tiny, EmbeddedBroker broker, InMemorySchemaRegistry registry) {
    return ProcessorConfig.from(
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(),
            "schema.registry.url", registry.url(),
            "pack", tiny.pack().toString(),
            "index", "file:" + tiny.index(),
            "reference.roots", folder.toString(),
            "inference.slots", "1",
            "http.port", "0"));
  }

  private static VocabularyStatus answer(CommandAnswers answers, String commandId) {
    return answers.await(commandId, Duration.ofSeconds(60));
  }

  private static VocabularyCommand.Builder add(Exemplar exemplar) {
    return VocabularyCommand.newBuilder()
        .setVocabularyId("default")
        .setAction(CommandAction.ADD_EXEMPLAR)
        .setNames(List.of("cone"))
        .setExemplar(exemplar);
  }

  /** A grey picture of one shade. */
  private static Path picture(String name, int shade) throws Exception {
    short[] values = new short[8 * 12];
    Arrays.fill(values, (short) shade);
    return Files.write(folder.resolve(name), MaskPng.encode(Mask.of(8, 12, values)));
  }
}
