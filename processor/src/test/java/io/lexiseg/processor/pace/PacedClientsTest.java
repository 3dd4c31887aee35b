package io.lexiseg.processor.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.junit.jupiter.api.Test;

class PacedClientsTest {
  private final Map<String, Object> opened = new HashMap<>();
  private final PacedClients clients =
      new PacedClients(new Opened(), FramePace.unlimited(), "plant-frames");

  @Test
  void shouldGiveAThreadTheTransactionsOfItsEarlierLife() {
    // when
    clients
        .getProducer(
            Map.of(
                "client.id", "plant-7-frames-StreamThread-2-producer",
                "transactional.id", "plant-frames-2b0d7b3c-92f4-4a0c-8d2f-0c6b1f5a7e11-2"))
        .close();
    // then
    assertThat(opened)
        .containsEntry("transactional.id", "plant-frames-plant-7-frames-StreamThread-2");
  }

  @Test
  void shouldOpenOtherProducersAsTheyAre() {
    // given
    Map<String, Object> config = Map.of("client.id", "plant-7-frames-StreamThread-2-producer");
    // when
    clients.getProducer(config).close();
    // then
    assertThat(opened).isEqualTo(config);
  }

  private final class Opened implements KafkaClientSupplier {
    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
      opened.putAll(config);
      return new MockProducer<>();
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
      throw new UnsupportedOperationException();
    }
  }
}
