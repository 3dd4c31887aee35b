package io.lexiseg.demo.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.client.CommandAnswers;
import io.lexiseg.cli.client.ProcessorInstances;
import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.demo.broker.BrokerSettings;
import io.lexiseg.demo.broker.EmbeddedBroker;
import io.lexiseg.demo.registry.InMemorySchemaRegistry;
import io.lexiseg.processor.ProcessorApplication;
import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.processor.report.FrameClients;
import io.lexiseg.processor.report.ReportCleaning;
import io.lexiseg.processor.report.ToldReports;
import io.lexiseg.processor.topic.ClusterReader;
import io.lexiseg.schemas.SchemaRegistrar;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The topic of statuses keeps nothing of processors that are gone for good. */
class ReportsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  @Timeout(180)
  void shouldKeepAnswersOnlyWhenEveryInstanceIsGone() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("broker")));
        InMemorySchemaRegistry registry = InMemorySchemaRegistry.start()) {
      SchemaRegistrar.registerAll(registry.url());
      try (KafkaConnection connection =
          KafkaConnection.open(broker.bootstrapServers(), registry.url())) {
        ToldReports reports =
            new ToldReports(() -> connection.consumer(new ByteArrayDeserializer(), Map.of()));
        String instance;
        Set<String> cleaned;
        // when
        try (ProcessorApplication processor = started(broker, registry)) {
          instance = readyInstance(connection);
          leaveBehind(connection, "default/gone");
          clean(connection, reports, instance);
          cleaned = reports.get().keySet();
          assertThat(processor.health().live()).isTrue();
        }
        // then
        assertThat(cleaned).containsExactlyInAnyOrder("default/commands", "default/" + instance);
        assertThat(reports.get().keySet()).containsExactly("default/commands");
      }
    }
  }

  private static String readyInstance(KafkaConnection connection) {
    try (CommandAnswers answers = new CommandAnswers(connection);
        ProcessorInstances instances = new ProcessorInstances(connection, "lexiseg")) {
      String command =
          new VocabularyClient(connection, Clock.systemUTC(), "operator")
              .define("default", List.of("road"));
      return answers.awaitAll(command, instances, PATIENCE).get(0).getInstanceId();
    }
  }

  private static void leaveBehind(KafkaConnection connection, String key) throws Exception {
    long old = Instant.now().minus(Duration.ofDays(2)).toEpochMilli();
    VocabularyStatus report =
        VocabularyStatus.newBuilder()
            .setVocabularyId("default")
            .setInstanceId("gone")
            .setVersion(1)
            .setState(VocabularyState.READY)
            .setReportedAt(Instant.ofEpochMilli(old))
            .build();
    try (Producer<String, VocabularyStatus> producer =
        connection.producer(VocabularyStatus.class)) {
      producer.send(new ProducerRecord<>(Topics.VOCABULARY_STATUS, 0, old, key, report)).get();
    }
  }

  private static void clean(KafkaConnection connection, ToldReports reports, String instance) {
    try (ClusterReader reader = new ClusterReader(connection.admin());
        Producer<String, VocabularyStatus> producer = connection.producer(VocabularyStatus.class)) {
      new ReportCleaning(
              instance,
              new ReportCleaning.Sources(
                  reports,
                  () -> FrameClients.instances(reader.clients("lexiseg-frames")),
                  id -> true),
              key -> {
                var unused =
                    producer.send(new ProducerRecord<>(Topics.VOCABULARY_STATUS, key, null));
              },
              Clock.systemUTC())
          .run();
    }
  }

  private ProcessorApplication started(EmbeddedBroker broker, InMemorySchemaRegistry registry) {
    ProcessorConfig config =
        ProcessorConfig.from(
            Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "schema.registry.url", registry.url(),
                "http.port", "0",
                "kafka.state.dir", folder.resolve("streams").toString()));
    ProcessorApplication processor = new ProcessorApplication(config, PlainModel.open());
    processor.start();
    return processor;
  }
}
