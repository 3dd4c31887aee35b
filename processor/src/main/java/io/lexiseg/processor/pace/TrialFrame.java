package io.lexiseg.processor.pace;

import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.segmentation.EncodedImage;
import io.lexiseg.vision.segmentation.Segmenter;
import io.lexiseg.vision.setting.SegmentationSettings;
import java.time.Duration;
import java.util.Objects;

/** Sends one picture through the networks, nearly all of the work, to see how long it takes. */
public final class TrialFrame {
  private static final int HEIGHT = 720;
  private static final int WIDTH = 1280;

  private TrialFrame() {}

  /** What a frame takes, the first one of a process. */
  public static Duration measure(Segmenter segmenter, SegmentationSettings settings) {
    RgbImage image = image();
    long start = System.nanoTime();
    EncodedImage encoded = segmenter.encode(image, settings);
    Objects.requireNonNull(encoded);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static RgbImage image() {
    byte[] pixels = new byte[HEIGHT * WIDTH * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i / 3 % WIDTH ^ i / 3 / WIDTH);
    }
    return RgbImage.of(HEIGHT, WIDTH, pixels);
  }
}
