package io.lexiseg.demo.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.client.CommandAnswers;
import io.lexiseg.cli.client.Outcome;
import io.lexiseg.cli.client.OutcomeReader;
import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.demo.broker.BrokerSettings;
import io.lexiseg.demo.broker.EmbeddedBroker;
import io.lexiseg.demo.registry.InMemorySchemaRegistry;
import io.lexiseg.processor.ProcessorApplication;
import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.schemas.SchemaRegistrar;
import io.lexiseg.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stream thread with a full partition looks for frames of its other partitions, too. */
@Timeout(120)
class NeighbourFramesIT {
  private static final int WAITING = 400;

  @TempDir private Path folder;

  @Test
  void shouldTakeAFrameThatComesLateBeforeThoseThatFillAnotherPartition() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(folder).withPartitions(2));
        InMemorySchemaRegistry registry = InMemorySchemaRegistry.start()) {
      SchemaRegistrar.registerAll(registry.url());
      try (KafkaConnection connection =
              KafkaConnection.open(broker.bootstrapServers(), registry.url());
          OutcomeReader reader = OutcomeReader.fromBeginning(connection);
          ProcessorApplication processor = processor(broker, registry);
          Producer<String, Frame> frames = connection.producer(Frame.class)) {
        // given
        processor.start();
        define(connection);
        publish(frames, 0, "full", WAITING);
        List<String> cameras = new ArrayList<>(readUntil(reader, "full"));
        // when
        publish(frames, 1, "late", 1);
        cameras.addAll(readUntil(reader, "late"));
        // then
        assertThat(cameras).hasSizeLessThan(WAITING / 2);
      }
    }
  }

  /** Without a share, so that nothing is dropped. */
  private static ProcessorApplication processor(
      EmbeddedBroker broker, InMemorySchemaRegistry registry) {
    Map<String, String> settings =
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(),
            "schema.registry.url", registry.url(),
            "threads", "1",
            "camera.share", "1",
            "http.port", "0");
    return new ProcessorApplication(
        ProcessorConfig.from(settings),
        SlowModel.always(Duration.ofMillis(25), new AtomicInteger()));
  }

  private static void define(KafkaConnection connection) {
    try (CommandAnswers answers = new CommandAnswers(connection);
        VocabularyClient client = new VocabularyClient(connection, Clock.systemUTC(), "test")) {
      answers.await(client.define("default", List.of("road")), Duration.ofSeconds(60));
    }
  }

  private static void publish(
      Producer<String, Frame> frames, int partition, String cameraId, int count) {
    for (int n = 0; n < count; n++) {
      Frame frame =
          Frame.newBuilder()
              .setCameraId(cameraId)
              .setFrameId(n)
              .setCapturedAt(Instant.now())
              .setEncoding(FrameEncoding.RGB)
              .setHeight(16)
              .setWidth(16)
              .setPayload(ByteBuffer.wrap(new byte[16 * 16 * 3]))
              .build();
      var unused = frames.send(new ProducerRecord<>(Topics.FRAMES, partition, cameraId, frame));
    }
    frames.flush();
  }

  /** Cameras of masks until there is one of a camera. */
  private static List<String> readUntil(OutcomeReader reader, String cameraId) {
    List<String> cameras = new ArrayList<>();
    while (!cameras.contains(cameraId)) {
      reader.read(Duration.ofMillis(100)).stream()
          .map(outcome -> ((Outcome.Masked) outcome).mask().getSource().getCameraId())
          .forEach(cameras::add);
    }
    return cameras;
  }
}
