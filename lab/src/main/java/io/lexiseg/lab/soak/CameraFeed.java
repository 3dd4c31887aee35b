package io.lexiseg.lab.soak;

import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.cli.camera.Pace;
import io.lexiseg.cli.client.FramePublisher;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.lab.system.Scenes;
import io.lexiseg.lab.system.Worker;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One camera on a thread of its own. Every so many-th picture is broken. It waits while too many
 * frames have no outcome, so that the rate is at most what the machine holds.
 */
final class CameraFeed implements AutoCloseable {
  private static final int BROKEN_EVERY = 15;
  private static final int MOST_OUTSTANDING = 800;

  private final String cameraId;
  private final List<CapturedImage> views;
  private final Outcomes outcomes;
  private final AtomicLong published = new AtomicLong();
  private final Worker worker;

  /**
   * Starts publishing.
   *
   * @param outcomes of all cameras
   */
  CameraFeed(
      KafkaConnection connection,
      String cameraId,
      List<CapturedImage> views,
      double framesPerSecond,
      Outcomes outcomes) {
    this.cameraId = cameraId;
    this.views = views;
    this.outcomes = outcomes;
    this.worker = Worker.start(cameraId, stop -> run(connection, framesPerSecond, stop));
  }

  private void run(KafkaConnection connection, double framesPerSecond, Worker.Stop stop) {
    Pace pace = Pace.of(framesPerSecond);
    try (FramePublisher publisher = new FramePublisher(connection, Clock.systemUTC(), 0)) {
      while (!stop.wanted()) {
        pace.await();
        if (outcomes.outstanding() < MOST_OUTSTANDING) {
          publisher.publish(cameraId, next(published.get()));
          outcomes.published();
          published.incrementAndGet();
        }
      }
    }
  }

  private CapturedImage next(long number) {
    CapturedImage view = views.get((int) (number % views.size()));
    return number % BROKEN_EVERY == BROKEN_EVERY - 1 ? Scenes.broken(view) : view;
  }

  /** Stops, after the frame that is being published. */
  @Override
  public void close() {
    worker.close();
  }
}
