package io.lexiseg.lab.speed;

import io.lexiseg.vision.image.Resizing;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time of what a frame needs before and after the method: resizing 480 x 640, a mask as PNG. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"})
public class PictureBenchmark {
  private static final int HEIGHT = 480;
  private static final int WIDTH = 640;

  private final RgbImage picture = noise();
  private final Mask mask = blocks();

  private static RgbImage noise() {
    byte[] samples = new byte[HEIGHT * WIDTH * 3];
    new Random(1).nextBytes(samples);
    return RgbImage.of(HEIGHT, WIDTH, samples);
  }

  private static Mask blocks() {
    short[] values = new short[HEIGHT * WIDTH];
    for (int p = 0; p < values.length; p++) {
      values[p] = (short) (1 + p / WIDTH / 40 + p % WIDTH / 40);
    }
    return Mask.of(HEIGHT, WIDTH, values);
  }

  /** As the product resizes. */
  @Benchmark
  public RgbImage resize() {
    return Resizing.bilinear(picture, 448, 597);
  }

  /** Four samples a value, in double precision. */
  @Benchmark
  public byte[] resizePlain() {
    byte[] to = new byte[448 * 597 * 3];
    for (int i = 0; i < to.length; i++) {
      int row = i / 3 / 597;
      int column = i / 3 % 597;
      double y = Math.max(0, (row + 0.5) * HEIGHT / 448 - 0.5);
      double x = Math.max(0, (column + 0.5) * WIDTH / 597 - 0.5);
      double upper = between((int) y, x, i % 3);
      double lower = between(Math.min((int) y + 1, HEIGHT - 1), x, i % 3);
      to[i] = (byte) Math.rint(upper + (y - (int) y) * (lower - upper));
    }
    return to;
  }

  private double between(int y, double x, int channel) {
    int left = picture.pixels()[(y * WIDTH + (int) x) * 3 + channel] & 0xFF;
    int next = Math.min((int) x + 1, WIDTH - 1);
    int right = picture.pixels()[(y * WIDTH + next) * 3 + channel] & 0xFF;
    return left + (x - (int) x) * (right - left);
  }

  /** As the product writes masks. */
  @Benchmark
  public byte[] png() {
    return MaskPng.encode(mask);
  }

  /** The platform's own writer. */
  @Benchmark
  public byte[] pngPlain() throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    byte[] row = new byte[WIDTH];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        row[x] = (byte) mask.values()[y * WIDTH + x];
      }
      image.getRaster().setDataElements(0, y, WIDTH, 1, row);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }
}
