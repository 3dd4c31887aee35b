package io.lexiseg.processor.report;

import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends reports to the topic of statuses, and takes those of this instance out again when it ends
 * for good. A report that cannot be sent is logged, and lost.
 *
 * <p><b>Threads:</b> safe.
 */
public final class StatusPublisher implements Consumer<VocabularyStatus>, AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(StatusPublisher.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  /** An answer would be there at once; who is away is not waited for. */
  private static final Duration FORGET_TIMEOUT = Duration.ofSeconds(2);

  private final Producer<String, VocabularyStatus> producer;
  private final boolean comesBack;
  private final Set<String> told = Collections.synchronizedSet(new TreeSet<>());

  /**
   * Opens a producer.
   *
   * @param settings of a Kafka producer, without serializers
   * @param serdes stay open
   * @param comesBack whether the instance keeps its name: then its reports stay
   */
  public StatusPublisher(Map<String, Object> settings, AvroSerdes serdes, boolean comesBack) {
    this(
        new KafkaProducer<>(
            new HashMap<>(settings),
            new StringSerializer(),
            serdes.serde(VocabularyStatus.class).serializer()),
        comesBack);
  }

  StatusPublisher(Producer<String, VocabularyStatus> producer, boolean comesBack) {
    this.producer = producer;
    this.comesBack = comesBack;
  }

  @Override
  public void accept(VocabularyStatus status) {
    String key = Topics.statusKey(status.getVocabularyId(), status.getInstanceId());
    if (!status.getInstanceId().equals(Topics.ANSWERS)) {
      told.add(key);
    }
    try {
      var unused =
          producer.send(
              new ProducerRecord<>(Topics.VOCABULARY_STATUS, key, status),
              (sent, failure) -> {
                if (failure != null) {
                  warn(status, failure);
                }
              });
    } catch (KafkaException e) {
      warn(status, e);
    }
  }

  private static void warn(VocabularyStatus status, Exception failure) {
    LOGGER.warn(
        "status not sent vocabularyId={} state={} cause={}",
        status.getVocabularyId(),
        status.getState(),
        failure.getMessage());
  }

  /**
   * Takes a report out of the topic.
   *
   * @throws KafkaException if it cannot be sent
   */
  public void forget(String key) {
    told.remove(key);
    var unused = producer.send(new ProducerRecord<>(Topics.VOCABULARY_STATUS, key, null));
  }

  @Override
  public void close() {
    if (!comesBack) {
      forgetAll();
    }
    producer.close(CLOSE_TIMEOUT);
  }

  /** On a thread of its own: sending waits long for a broker that is away. */
  private void forgetAll() {
    Thread forgetting = new Thread(this::forgetTold, "status-forget");
    forgetting.setDaemon(true);
    forgetting.start();
    try {
      forgetting.join(FORGET_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void forgetTold() {
    try {
      List.of(told.toArray(new String[0])).forEach(this::forget);
    } catch (KafkaException | IllegalStateException e) { // closed meanwhile, maybe
      LOGGER.warn("reports of this instance stay, cause={}", e.getMessage());
    }
  }
}
