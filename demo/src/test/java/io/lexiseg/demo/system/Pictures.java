package io.lexiseg.demo.system;

import io.lexiseg.vision.image.JpegEncoder;
import io.lexiseg.vision.image.RgbImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Picture files for tests. */
public final class Pictures {
  private Pictures() {}

  /** Noise of the given seed. */
  public static RgbImage noise(int height, int width, long seed) {
    byte[] pixels = new byte[height * width * 3];
    new Random(seed).nextBytes(pixels);
    return RgbImage.of(height, width, pixels);
  }

  /** As many JPEG files {@code good-00.jpg}, ... of different oblong sizes. */
  public static void writeGood(Path folder, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      byte[] jpeg = JpegEncoder.encode(noise(20 + i, 50 - i, i), 80);
      Files.write(folder.resolve("good-%02d.jpg".formatted(i)), jpeg);
    }
  }

  /** Three files that are no pictures: empty, text, truncated; they sort between the good ones. */
  public static void writeThreeBroken(Path folder) throws IOException {
    byte[] jpeg = JpegEncoder.encode(noise(64, 64, 7), 90);
    Files.write(folder.resolve("broken-empty.jpg"), new byte[0]);
    Files.write(folder.resolve("good-05-not.png"), "text".getBytes(StandardCharsets.UTF_8));
    Files.write(folder.resolve("good-10-cut.jpg"), Arrays.copyOf(jpeg, jpeg.length / 2));
  }
}
