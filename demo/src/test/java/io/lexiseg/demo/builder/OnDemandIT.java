package io.lexiseg.demo.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.client.TopicReader;
import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.demo.broker.BrokerSettings;
import io.lexiseg.demo.broker.EmbeddedBroker;
import io.lexiseg.demo.registry.InMemorySchemaRegistry;
import io.lexiseg.demo.system.TinyModel;
import io.lexiseg.indexbuilder.generation.OpenMaker;
import io.lexiseg.indexbuilder.service.BuilderApplication;
import io.lexiseg.indexbuilder.service.BuilderConfig;
import io.lexiseg.indexbuilder.service.FakeMaker;
import io.lexiseg.processor.ProcessorApplication;
import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.recognition.model.ModelSettings;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CategoryGeneration;
import io.lexiseg.schemas.GenerationPolicy;
import io.lexiseg.schemas.GenerationState;
import io.lexiseg.schemas.SchemaRegistrar;
import io.lexiseg.schemas.SupportLevel;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.random.TinyPack;
import io.lexiseg.vision.text.UnitMean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A word that the index does not know is made while its vocabulary serves; nobody waits for it. */
@Timeout(180)
class OnDemandIT {
  private static final int CAPTIONS = 6;
  private static final String WORD = "quay";

  private final List<SupportLevel> support = new ArrayList<>();
  private final List<GenerationState> generation = new ArrayList<>();

  @TempDir private Path folder;

  @Test
  void shouldMakeWhatTheIndexDoesNotKnow() throws Exception {
    TinyModel tiny = TinyModel.write(folder.resolve("tiny"));
    Path indexes = Files.createDirectories(folder.resolve("indexes"));
    Files.move(tiny.index(), indexes.resolve("random"));
    ModelPack pack = ModelPack.load(tiny.pack());
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("broker")));
        InMemorySchemaRegistry registry = InMemorySchemaRegistry.start();
        SegmentationModel model = model(tiny, indexes.resolve("random"))) {
      SchemaRegistrar.registerAll(registry.url());
      Map<String, String> properties =
          Map.of(
              "bootstrap.servers",
              broker.bootstrapServers(),
              "schema.registry.url",
              registry.url(),
              "http.port",
              "0",
              "generate.generator",
              FakeMaker.GENERATOR,
              "generate.captions",
              String.valueOf(CAPTIONS),
              "index.follow",
              "1",
              "builder.generator",
              FakeMaker.GENERATOR,
              "builder.slowest",
              "1000",
              "builder.index",
              indexes + "/{index}",
              "kafka.state.dir",
              folder.resolve("streams").toString());
      FakeMaker maker = FakeMaker.of(keys(pack)::get, TinyPack.DENSE_DIMENSION);
      try (ProcessorApplication processor =
              new ProcessorApplication(ProcessorConfig.from(properties), model);
          BuilderApplication builder =
              new BuilderApplication(
                  BuilderConfig.from(properties),
                  new OpenMaker(maker, FakeMaker.GENERATOR, pack.backbone()));
          KafkaConnection connection =
              KafkaConnection.open(broker.bootstrapServers(), registry.url());
          VocabularyClient client = new VocabularyClient(connection, Clock.systemUTC(), "test");
          TopicReader<VocabularyStatus> statuses =
              TopicReader.fromBeginning(
                  connection, Topics.VOCABULARY_STATUS, VocabularyStatus.class)) {
        processor.start();
        builder.start();
        // when
        client.define("default", VocabularyContent.of(List.of(category())));
        readUntilInUse(statuses);
        // then
        assertThat(support).startsWith(SupportLevel.NONE).endsWith(SupportLevel.STRONG);
        assertThat(generation).startsWith(GenerationState.ASKED).endsWith(GenerationState.IN_USE);
        assertThat(maker.tasks()).isEqualTo(CAPTIONS);
        assertThat(model.profiles().origin().indexGeneration()).isEqualTo(2);
      }
    }
  }

  private static Category category() {
    return Category.newBuilder()
        .setName(WORD)
        .setTemplates(List.of("{}"))
        .setGenerate(GenerationPolicy.WEAK)
        .build();
  }

  private static SegmentationModel model(TinyModel tiny, Path index) {
    return SegmentationModel.open(
        new ModelSettings(
            tiny.pack().toString(),
            Optional.of("file:" + index),
            Optional.empty(),
            InferenceOptions.cpu(1),
            Map.of("support", "cosine:strong=0.99,weak=0.95,spread=0")));
  }

  /** What the word is looked up by: so prototypes under it are found. */
  private static Map<String, float[]> keys(ModelPack pack) {
    Map<String, float[]> keys = new HashMap<>();
    Encoders encoders = DjlEncoders.open(pack, InferenceOptions.cpu(1));
    try {
      keys.put(WORD, UnitMean.of(encoders.text().embed(List.of(WORD))));
    } finally {
      encoders.close();
    }
    return keys;
  }

  private void readUntilInUse(TopicReader<VocabularyStatus> statuses) {
    while (!generation.contains(GenerationState.IN_USE)) {
      for (VocabularyStatus status : statuses.read(Duration.ofMillis(200))) {
        assertThat(status.getState()).isNotEqualTo(VocabularyState.FAILED);
        if (status.getInstanceId().equals(Topics.GENERATION)) {
          status.getGenerations().stream()
              .map(CategoryGeneration::getState)
              .forEach(generation::add);
        } else {
          status.getSupport().forEach(one -> support.add(one.getLevel()));
        }
      }
    }
  }
}
