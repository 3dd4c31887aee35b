package io.lexiseg.demo.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.client.Outcome;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.output.Records;
import io.lexiseg.cli.viewer.ViewerState;
import io.lexiseg.cli.viewer.feed.MaskFeed;
import io.lexiseg.demo.broker.BrokerSettings;
import io.lexiseg.demo.broker.EmbeddedBroker;
import io.lexiseg.demo.registry.InMemorySchemaRegistry;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameCoordinates;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.schemas.SchemaRegistrar;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskFeedIT {
  @TempDir private Path folder;

  @Test
  void shouldShowMasksOverTheFramesTheyCameFrom() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(folder));
        InMemorySchemaRegistry registry = InMemorySchemaRegistry.start()) {
      SchemaRegistrar.registerAll(registry.url());
      try (KafkaConnection connection =
          KafkaConnection.open(broker.bootstrapServers(), registry.url())) {
        // given
        ViewerState state = new ViewerState(Clock.systemUTC());
        MaskFeed feed = new MaskFeed(connection, state);
        SegmentationMask mask = Records.mask("gate", 0, "road");
        send(connection, Topics.FRAMES, Frame.class, frame(mask.getSource()));
        send(connection, Topics.MASKS, SegmentationMask.class, mask);

        // when
        AtomicInteger polls = new AtomicInteger(100);
        feed.runWhile(() -> state.overlay("gate").isEmpty() && polls.decrementAndGet() > 0);
        feed.close();

        // then
        assertThat(state.overlay("gate")).isPresent();
        assertThat(state.views())
            .singleElement()
            .satisfies(camera -> assertThat(camera.width()).isEqualTo(3));
      }
    }
  }

  @Test
  void shouldDrawOnlyTheLastMaskOfEachCamera() {
    // given
    SegmentationMask old = Records.mask("gate", 1, "road");
    SegmentationMask other = Records.mask("yard", 1, "road");
    SegmentationMask last = Records.mask("gate", 2, "road");
    List<Outcome> outcomes =
        List.of(
            new Outcome.Masked(old),
            new Outcome.DeadLettered(0, 0, "gate", "a", "undecodable-image", ""),
            new Outcome.Masked(other),
            new Outcome.Masked(last));

    // then
    assertThat(MaskFeed.newest(outcomes)).containsExactlyInAnyOrder(last, other);
  }

  private static Frame frame(FrameCoordinates source) {
    return new Frame(
        source.getCameraId(),
        source.getFrameId(),
        source.getCapturedAt(),
        FrameEncoding.RGB,
        2,
        3,
        ByteBuffer.wrap(new byte[2 * 3 * 3]));
  }

  private static <T extends SpecificRecord> void send(
      KafkaConnection connection, String topic, Class<T> type, T value) throws Exception {
    try (Producer<String, T> producer = connection.producer(type)) {
      producer.send(new ProducerRecord<>(topic, 3, "gate", value)).get();
    }
  }
}
