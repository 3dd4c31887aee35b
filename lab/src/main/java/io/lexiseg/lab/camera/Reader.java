package io.lexiseg.lab.camera;

import io.lexiseg.cli.camera.Camera;
import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.cli.camera.ReconnectingCamera;
import io.lexiseg.cli.camera.VideoCamera;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.RgbImage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Reads one camera for ever, as {@code publish} does, on a thread of its own. */
final class Reader {
  private final String name;
  private final List<TestCard> cards;
  private final AtomicLong pictures = new AtomicLong();
  private final AtomicLong reconnects = new AtomicLong();
  private final AtomicLong distorted = new AtomicLong();

  private Reader(String name, List<TestCard> cards) {
    this.name = name;
    this.cards = cards;
  }

  /**
   * Starts one.
   *
   * @param cards what its pictures may show; none: anything
   */
  static Reader start(String name, String url, List<TestCard> cards) {
    Reader reader = new Reader(name, cards);
    Thread thread = new Thread(() -> reader.read(url), "reader " + name);
    thread.setDaemon(true);
    thread.start();
    return reader;
  }

  private void read(String url) {
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.STANDARD);
    try (Camera camera =
        new ReconnectingCamera(
            () -> VideoCamera.open(name, url),
            ReconnectingCamera.Waiting.unless(() -> false),
            message -> reconnects.incrementAndGet())) {
      for (Optional<CapturedImage> next = camera.next(); next.isPresent(); next = camera.next()) {
        pictures.incrementAndGet();
        RgbImage image = decoder.decode(next.get().encoded());
        if (!cards.isEmpty() && cards.stream().noneMatch(card -> card.isShownBy(image))) {
          distorted.incrementAndGet();
        }
      }
    }
  }

  boolean isUndistorted() {
    return distorted.get() == 0;
  }

  /** Pictures read, attempts to reconnect announced, pictures that show nothing expected. */
  @Override
  public String toString() {
    return "%s %d/%d/%d".formatted(name, pictures.get(), reconnects.get(), distorted.get());
  }
}
