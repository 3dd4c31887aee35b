package io.lexiseg.lab.system;

import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A camera that sends at its own rate, whatever becomes of its frames. */
public final class SendingCamera implements AutoCloseable {
  private final String cameraId;
  private final List<CapturedImage> views;
  private final LongSupplier gaps;
  private final AtomicLong published = new AtomicLong();
  private final Worker worker;

  private SendingCamera(
      KafkaConnection connection, String cameraId, List<CapturedImage> views, LongSupplier gaps) {
    this.cameraId = cameraId;
    this.views = views;
    this.gaps = gaps;
    this.worker = Worker.start(cameraId, stop -> run(connection, stop));
  }

  /** Starts one whose frames come evenly. */
  public static SendingCamera even(
      KafkaConnection connection, String cameraId, List<CapturedImage> views, double rate) {
    long gap = gap(rate);
    return new SendingCamera(connection, cameraId, views, () -> gap);
  }

  /** Starts one whose frames come half to three halves of the usual time after each other. */
  public static SendingCamera spread(
      KafkaConnection connection, String cameraId, List<CapturedImage> views, double rate) {
    Random random = new Random(cameraId.hashCode());
    return new SendingCamera(
        connection, cameraId, views, () -> (long) (gap(rate) * (0.5 + random.nextDouble())));
  }

  private static long gap(double framesPerSecond) {
    return (long) (Duration.ofSeconds(1).toNanos() / framesPerSecond);
  }

  private void run(KafkaConnection connection, Worker.Stop stop) {
    try (Producer<String, Frame> producer = connection.producer(Frame.class)) {
      long next = System.nanoTime() + gaps.getAsLong();
      while (!stop.wanted()) {
        LockSupport.parkNanos(next - System.nanoTime());
        if (System.nanoTime() - next >= 0) {
          var unused = producer.send(new ProducerRecord<>(Topics.FRAMES, cameraId, frame()));
          published.incrementAndGet();
          next += gaps.getAsLong();
        }
      }
    }
  }

  private Frame frame() {
    CapturedImage view = views.get((int) (published.get() % views.size()));
    return Frame.newBuilder()
        .setCameraId(cameraId)
        .setFrameId(published.get())
        .setCapturedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
        .setEncoding(FrameEncoding.JPEG)
        .setHeight(0)
        .setWidth(0)
        .setPayload(ByteBuffer.wrap(view.encoded()))
        .build();
  }

  /** Its record key. */
  public String cameraId() {
    return cameraId;
  }

  /** Frames sent so far. */
  public long published() {
    return published.get();
  }

  /** Stops; the broker has all frames then. */
  @Override
  public void close() {
    worker.close();
  }
}
