package io.lexiseg.cli.client;

import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.cli.client.connection.BrokerOutage;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.schemas.FrameHeaders;
import io.lexiseg.schemas.FrameReference;
import io.lexiseg.schemas.Topics;
import io.lexiseg.vision.pack.Checksums;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Sends pictures as frames, numbered per camera.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class FramePublisher implements AutoCloseable {
  /** Record header with the name of the picture's file, without extension. */
  public static final String NAME_HEADER = "lexiseg.name";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration CLOSING = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Producer<String, Frame> producer;
  private final Clock clock;
  private final long firstFrameId;
  private final BrokerOutage outage;
  private final Map<String, Long> nextFrameIds = new HashMap<>();

  /**
   * Opens a publisher.
   *
   * @param firstFrameId number of each camera's first frame, at least 0
   */
  public FramePublisher(KafkaConnection connection, Clock clock, long firstFrameId) {
    this(connection, clock, firstFrameId, BrokerOutage.giveUpAfter(PATIENCE));
  }

  /** As the other, waiting for a broker that is away as long as the outage says. */
  public FramePublisher(
      KafkaConnection connection, Clock clock, long firstFrameId, BrokerOutage outage) {
    // The producer goes on trying for ever, so that a frame is neither lost nor sent twice.
    this(
        connection.producer(Frame.class, Map.of("delivery.timeout.ms", Integer.MAX_VALUE)),
        clock,
        firstFrameId,
        outage);
  }

  FramePublisher(
      Producer<String, Frame> producer, Clock clock, long firstFrameId, BrokerOutage outage) {
    this.producer = producer;
    this.clock = clock;
    this.firstFrameId = firstFrameId;
    this.outage = outage;
  }

  /**
   * Sends one picture and waits until the broker has it.
   *
   * @return where the frame lies
   * @throws FailedException if the broker does not take it
   */
  public RecordMetadata publish(String cameraId, CapturedImage image) {
    return publish(cameraId, image, false);
  }

  /**
   * As the other.
   *
   * @param latest whether only the newest waiting frame is worth a mask, unless the camera's
   *     binding states a policy
   */
  public RecordMetadata publish(String cameraId, CapturedImage image, boolean latest) {
    long frameId = nextFrameIds.getOrDefault(cameraId, firstFrameId);
    ProducerRecord<String, Frame> record =
        new ProducerRecord<>(Topics.FRAMES, cameraId, frame(cameraId, frameId, image));
    record.headers().add(NAME_HEADER, image.name().getBytes(StandardCharsets.UTF_8));
    if (latest) {
      FrameHeaders.wishLatest(record.headers());
    }
    RecordMetadata place = send(record, image.name());
    nextFrameIds.put(cameraId, frameId + 1);
    return place;
  }

  private RecordMetadata send(ProducerRecord<String, Frame> record, String name) {
    long began = System.nanoTime();
    try {
      while (true) {
        try {
          return delivered(producer.send(record), began);
        } catch (ExecutionException e) {
          // Not even taken into the producer's buffer, for lack of a broker that says where to.
          if (!(e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException)
              || !outage.waitLonger(since(began), KafkaConnection.reason(e))) {
            throw e;
          }
        }
      }
    } catch (TimeoutException e) {
      throw new FailedException(
          "%s: the broker did not take the frame within %d s"
              .formatted(name, since(began).toSeconds()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException(name + ": interrupted while it was published", e);
    } catch (ExecutionException e) {
      throw new FailedException(
          "%s: the broker did not take the frame: %s".formatted(name, KafkaConnection.reason(e)),
          e);
    }
  }

  private RecordMetadata delivered(Future<RecordMetadata> sending, long began)
      throws InterruptedException, ExecutionException, TimeoutException {
    while (true) {
      try {
        RecordMetadata place = sending.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        outage.ended(since(began));
        return place;
      } catch (TimeoutException e) {
        if (!outage.waitLonger(since(began), "no answer")) {
          throw e;
        }
      }
    }
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private Frame frame(String cameraId, long frameId, CapturedImage image) {
    return Frame.newBuilder()
        .setCameraId(cameraId)
        .setFrameId(frameId)
        .setCapturedAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
        .setEncoding(encoding(image.encoded()))
        .setHeight(0)
        .setWidth(0)
        .setPayload(
            image.file().isPresent()
                ? reference(image.file().get())
                : ByteBuffer.wrap(image.encoded()))
        .build();
  }

  private static FrameReference reference(Path file) {
    try {
      return FrameReference.newBuilder()
          .setUri(file.toUri().toString())
          .setSha256(Checksums.sha256(file))
          .setSizeBytes(Files.size(file))
          .build();
    } catch (IOException e) {
      throw new FailedException("%s: cannot be read".formatted(file), e);
    }
  }

  /**
   * By the first bytes; what is none of these is sent as JPEG and found broken where it is read.
   */
  static FrameEncoding encoding(byte[] bytes) {
    if (startsWith(bytes, 0, "\u0089PNG")) {
      return FrameEncoding.PNG;
    }
    if (startsWith(bytes, 0, "RIFF") && startsWith(bytes, 8, "WEBP")) {
      return FrameEncoding.WEBP;
    }
    return FrameEncoding.JPEG;
  }

  private static boolean startsWith(byte[] bytes, int at, String magic) {
    byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
    return bytes.length >= at + expected.length
        && java.util.Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length);
  }

  @Override
  public void close() {
    producer.close(CLOSING);
  }
}
