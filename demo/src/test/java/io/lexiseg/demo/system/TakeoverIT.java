package io.lexiseg.demo.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.client.CommandAnswers;
import io.lexiseg.cli.client.TopicReader;
import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.demo.broker.BrokerSettings;
import io.lexiseg.demo.broker.EmbeddedBroker;
import io.lexiseg.demo.registry.InMemorySchemaRegistry;
import io.lexiseg.processor.ProcessorApplication;
import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.SchemaRegistrar;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Vocabularies outlive the changelog and the application id of the processor that made them. */
class TakeoverIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final List<String> CHANGELOGS =
      List.of(
          "first-vocabulary-vocabulary-aggregates-changelog",
          "first-vocabulary-bound-cameras-changelog");

  @TempDir private Path folder;

  @Test
  @Timeout(300)
  @SuppressWarnings("try") // processors work on threads of their own
  void shouldGoOnAfterTheChangelogIsLostAndUnderAnotherApplicationId() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("broker")));
        InMemorySchemaRegistry registry = InMemorySchemaRegistry.start()) {
      SchemaRegistrar.registerAll(registry.url());
      try (KafkaConnection connection =
              KafkaConnection.open(broker.bootstrapServers(), registry.url());
          CommandAnswers answers = new CommandAnswers(connection);
          VocabularyClient client =
              new VocabularyClient(connection, Clock.systemUTC(), "operator")) {
        // given
        try (ProcessorApplication processor = started(broker, registry, "first")) {
          answers.await(client.define("default", List.of("road")), PATIENCE);
          answers.await(client.send(add("sky")), PATIENCE);
          answers.await(
              client.bind("default", List.of("gate"), Optional.empty(), Optional.empty()),
              PATIENCE);
        }
        try (Admin admin = connection.admin()) {
          admin.deleteTopics(CHANGELOGS).all().get();
        }
        // when
        VocabularyStatus third;
        try (ProcessorApplication processor = started(broker, registry, "first")) {
          third = answers.await(client.send(add("tree")), PATIENCE);
        }
        long before = decisions(connection);
        VocabularyStatus fourth;
        VocabularyStatus refused;
        try (ProcessorApplication processor = started(broker, registry, "second")) {
          fourth = answers.await(client.send(add("car")), PATIENCE);
          refused = answers.await(client.send(command(CommandAction.DELETE)), PATIENCE);
        }
        // then
        assertThat(third.getVersion()).isEqualTo(3);
        assertThat(fourth.getVersion()).isEqualTo(4);
        assertThat(refused.getError().orElseThrow()).contains("[gate]");
        assertThat(decisions(connection)).isEqualTo(before + 2);
        assertThat(table(connection, Topics.VOCABULARIES, Vocabulary.class).get(0).getCategories())
            .extracting(Category::getName)
            .containsExactly("road", "sky", "tree", "car");
        assertThat(table(connection, Topics.CAMERA_BINDINGS, CameraBinding.class)).hasSize(1);
      }
    }
  }

  private static VocabularyCommand.Builder add(String name) {
    return command(CommandAction.ADD)
        .setCategories(List.of(Category.newBuilder().setName(name).build()));
  }

  private static VocabularyCommand.Builder command(CommandAction action) {
    return VocabularyCommand.newBuilder().setVocabularyId("default").setAction(action);
  }

  private ProcessorApplication started(
      EmbeddedBroker broker, InMemorySchemaRegistry registry, String applicationId) {
    ProcessorConfig config =
        ProcessorConfig.from(
            Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "schema.registry.url", registry.url(),
                "application.id", applicationId,
                "http.port", "0",
                "kafka.state.dir", folder.resolve("streams").toString()));
    ProcessorApplication processor = new ProcessorApplication(config, PlainModel.open());
    processor.start();
    return processor;
  }

  /** How many answers to commands there are. */
  private static long decisions(KafkaConnection connection) {
    try (TopicReader<VocabularyStatus> reader =
        TopicReader.fromBeginning(connection, Topics.VOCABULARY_STATUS, VocabularyStatus.class)) {
      return reader.rest(POLL).stream()
          .filter(status -> status.getInstanceId().equals(Topics.ANSWERS))
          .count();
    }
  }

  private static <T extends SpecificRecord> List<T> table(
      KafkaConnection connection, String topic, Class<T> type) {
    try (TopicReader<T> reader = TopicReader.fromBeginning(connection, topic, type)) {
      return reader.table(POLL);
    }
  }
}
