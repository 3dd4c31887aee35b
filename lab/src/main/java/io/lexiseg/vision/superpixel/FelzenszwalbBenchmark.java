package io.lexiseg.vision.superpixel;

import io.lexiseg.vision.image.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time to cut one window of 448 x 448 pixels into superpixels on one thread: the version in use and
 * the plain one it is checked against. It stands in their package to reach the plain one.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"})
public class FelzenszwalbBenchmark {
  private static final int SIDE = 448;

  /** Scale, standard deviation, smallest size: of the paper, of streets, of everything else. */
  @Param({"100/1.0/20", "100/1.0/100", "200/1.0/200"})
  public String parameters = "";

  /** A file of 448 x 448 x 3 samples; none: a picture made by a formula. */
  @Param("")
  public String picture = "";

  private RgbImage image = RgbImage.of(1, 1, new byte[3]);
  private SuperpixelAlgorithm fast = input -> LabelMap.of(1, 1, 1, new int[1]);
  private SuperpixelAlgorithm plain = fast;

  /** Makes the picture and both versions. */
  @Setup
  public void prepare() throws IOException {
    String[] parts = parameters.split("/", -1);
    FelzenszwalbParameters constants =
        new FelzenszwalbParameters(
            Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), Integer.parseInt(parts[2]));
    fast = new FelzenszwalbHuttenlocher2004(constants);
    plain = new PlainFelzenszwalbHuttenlocher2004(constants);
    byte[] samples = picture.isEmpty() ? formula() : Files.readAllBytes(Path.of(picture));
    image = RgbImage.of(SIDE, SIDE, samples);
  }

  /** The version in use. */
  @Benchmark
  public LabelMap fast() {
    return fast.segment(image);
  }

  /** The oracle of its tests. */
  @Benchmark
  public LabelMap plain() {
    return plain.segment(image);
  }

  /** Waves of several lengths per colour and a little noise: soft areas, textures and edges. */
  private static byte[] formula() {
    byte[] samples = new byte[SIDE * SIDE * 3];
    long state = 1;
    for (int i = 0; i < samples.length; i++) {
      state = (1_103_515_245L * state + 12_345) % (1L << 31);
      int y = i / 3 / SIDE;
      int x = i / 3 % SIDE;
      double angle = x * (i % 3 + 1) / 70.0 + y / 45.0;
      double edge = Math.sin(x / 31.0) * Math.cos(y / 23.0) > 0.3 ? 50 : 0;
      double texture = 12 * Math.sin(x / 2.1) * Math.sin(y / 2.7 + x / 90.0);
      double sample = 110 + 50 * Math.sin(angle) + edge + texture + (state >> 16) % 9;
      samples[i] = (byte) Math.max(0, Math.min(255, (int) sample));
    }
    return samples;
  }
}
