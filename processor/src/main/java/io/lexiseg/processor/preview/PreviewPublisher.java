package io.lexiseg.processor.preview;

import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyPreview;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends previews to their topic; each is kept when the call returns. */
final class PreviewPublisher implements Consumer<VocabularyPreview>, AutoCloseable {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final Producer<String, VocabularyPreview> producer;

  /**
   * Opens a producer.
   *
   * @param settings of a Kafka producer, without serializers
   * @param serdes stay open
   */
  PreviewPublisher(Map<String, Object> settings, AvroSerdes serdes) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_MESSAGE_BYTES);
    this.producer =
        new KafkaProducer<>(
            all, new StringSerializer(), serdes.serde(VocabularyPreview.class).serializer());
  }

  @Override
  public void accept(VocabularyPreview preview) {
    try {
      producer
          .send(
              new ProducerRecord<>(Topics.VOCABULARY_PREVIEWS, preview.getVocabularyId(), preview))
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("preview: interrupted while it was sent", e);
    } catch (ExecutionException e) {
      throw new UnavailableException("preview: the broker did not take it", e);
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
