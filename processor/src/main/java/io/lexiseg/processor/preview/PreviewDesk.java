package io.lexiseg.processor.preview;

import io.lexiseg.processor.command.PreviewOrder;
import io.lexiseg.processor.command.stream.Previews;
import io.lexiseg.recognition.category.Profiles;
import io.lexiseg.recognition.pipeline.FramePipeline;
import io.lexiseg.recognition.pipeline.PayloadStore;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.VocabularyStatus;
import io.lexiseg.vision.segmentation.Segmenter;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Previews on a broker.
 *
 * <p><b>Threads:</b> safe. <b>Ownership:</b> closes its clients and its executor.
 */
public final class PreviewDesk implements Previews, AutoCloseable {
  private static final int CLOSE_SECONDS = 30;
  private static final int FETCH_WAIT_MILLIS = 20;

  private final PreviewQueue queue;
  private final PreviewPublisher publisher;
  private final ExecutorService executor;

  /**
   * How a picture becomes a mask here.
   *
   * @param profiles those in use now
   * @param pipeline reads pictures
   * @param segmenter cuts them into categories
   * @param payloads where references lead
   */
  public record Model(
      Supplier<Profiles> profiles,
      FramePipeline pipeline,
      Segmenter segmenter,
      PayloadStore payloads) {}

  /**
   * What the desk talks to.
   *
   * @param consumer settings of a consumer without a group
   * @param producer settings of a producer
   * @param serdes stay open
   * @param statuses takes answers
   */
  public record Topics(
      Map<String, Object> consumer,
      Map<String, Object> producer,
      AvroSerdes serdes,
      Consumer<VocabularyStatus> statuses) {}

  /**
   * Opens a desk.
   *
   * @param executor of one thread, shut down on close
   */
  public PreviewDesk(Model model, Topics topics, ExecutorService executor) {
    this.executor = executor;
    this.publisher = new PreviewPublisher(topics.producer(), topics.serdes());
    var runner =
        new PreviewRunner(
            new PreviewRunner.Parts(
                model.profiles(),
                model.pipeline(),
                model.segmenter(),
                model.payloads(),
                () -> new KafkaFrameLog(() -> consumer(topics.consumer())),
                topics.serdes().serde(Frame.class).deserializer(),
                publisher,
                topics.statuses(),
                Clock.systemUTC()));
    this.queue = new PreviewQueue(executor, runner, Clock.systemUTC());
  }

  private static KafkaConsumer<String, byte[]> consumer(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put(
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
        io.lexiseg.schemas.Topics.MAX_MESSAGE_BYTES);
    // A jump to another place waits for the fetch that is under way.
    all.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
    return new KafkaConsumer<>(all, new StringDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public Optional<String> offer(PreviewOrder order) {
    return queue.offer(order);
  }

  /** Waits for the picture in work; what waits behind it is not answered. */
  @Override
  public void close() {
    executor.shutdownNow();
    try {
      var unused = executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    publisher.close();
  }
}
