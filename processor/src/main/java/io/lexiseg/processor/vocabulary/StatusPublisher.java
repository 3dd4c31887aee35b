package io.lexiseg.processor.vocabulary;

import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends reports to the topic of statuses. A report that cannot be sent is logged, and lost. */
public final class StatusPublisher implements Consumer<VocabularyStatus>, AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(StatusPublisher.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final Producer<String, VocabularyStatus> producer;

  /**
   * Opens a producer.
   *
   * @param settings of a Kafka producer, without serializers
   * @param serdes stay open
   */
  public StatusPublisher(Map<String, Object> settings, AvroSerdes serdes) {
    this.producer =
        new KafkaProducer<>(
            new HashMap<>(settings),
            new StringSerializer(),
            serdes.serde(VocabularyStatus.class).serializer());
  }

  @Override
  public void accept(VocabularyStatus status) {
    String key = Topics.statusKey(status.getVocabularyId(), status.getInstanceId());
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

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
