package io.lexiseg.processor.pace;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Opens the clients of stream threads with the limits that hold at that moment.
 *
 * <p>Kafka Streams names a client after its thread: {@code THREAD-producer}, {@code
 * THREAD-consumer}.
 */
public final class PacedClients implements KafkaClientSupplier {
  private final KafkaClientSupplier clients;
  private final FramePace pace;
  private final String application;

  /**
   * Opens clients as another does, with the limits of a pace.
   *
   * @param application begins transactional ids
   */
  public PacedClients(KafkaClientSupplier clients, FramePace pace, String application) {
    this.clients = clients;
    this.pace = pace;
    this.application = application;
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    if (!config.containsKey(ProducerConfig.TRANSACTIONAL_ID_CONFIG)) {
      return clients.getProducer(config);
    }
    Map<String, Object> paced = new HashMap<>(config);
    String thread = thread(config, "-producer");
    Duration limit = pace.grantTransaction(thread);
    // Kafka Streams' id is new in each life: what a crash left open would have to time out first.
    paced.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, application + "-" + thread);
    paced.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(limit.toMillis()));
    return clients.getProducer(paced);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    Map<String, Object> paced = new HashMap<>(config);
    Duration limit = pace.grantPoll(thread(config, "-consumer"));
    paced.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Math.toIntExact(limit.toMillis()));
    return PromptPolls.of(clients.getConsumer(paced), System::nanoTime);
  }

  private static String thread(Map<String, Object> config, String ending) {
    String id = String.valueOf(config.get(ConsumerConfig.CLIENT_ID_CONFIG));
    return id.endsWith(ending) ? id.substring(0, id.length() - ending.length()) : id;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return clients.getAdmin(config);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return clients.getRestoreConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return clients.getGlobalConsumer(config);
  }
}
