package io.lexiseg.lab.speed;

import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.pack.random.RandomPack;
import io.lexiseg.vision.pack.random.RandomPack.Scale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of one window or prompt through the encoders, preprocessing and batcher included, on
 * networks of the true architectures with random weights. {@code -p scale=random-b} needs 1 GB of
 * disk and {@code -jvmArgsAppend -Xmx3g}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 5)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx2g", "-XX:+UseSerialGC"})
public class EncoderBenchmark {
  private static final int WINDOW_PX = 448;
  private static final InferenceOptions ONE_CORE = InferenceOptions.cpu(1);

  /** Size of the networks: tiny, random-b or random-l. */
  @Param("tiny")
  public String scale = "";

  private final RgbImage window = noise();
  private final Path folder = temporaryFolder();

  @SuppressWarnings("NullAway.Init") // JMH calls open() first
  private Encoders encoders;

  /** Writes and opens the networks. */
  @Setup(Level.Trial)
  public void open() {
    encoders = DjlEncoders.open(RandomPack.write(folder, Scale.of(scale), 1), ONE_CORE);
  }

  /** Closes and deletes the networks. */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    encoders.close();
    for (String file : List.of("dense.onnx", "image.onnx", "text.onnx", "pack.json")) {
      Files.deleteIfExists(folder.resolve(file));
    }
    Files.delete(folder);
  }

  /** A window to tokens. */
  @Benchmark
  public TokenGrid dense() {
    return encoders.dense().encode(window);
  }

  /** A window to a vector. */
  @Benchmark
  public float[] image() {
    return encoders.image().embed(window);
  }

  /** A prompt to a vector. */
  @Benchmark
  public List<float[]> text() {
    return encoders.text().embed(List.of("a photo of a traffic light."));
  }

  private static RgbImage noise() {
    byte[] pixels = new byte[WINDOW_PX * WINDOW_PX * 3];
    new Random(1).nextBytes(pixels);
    return RgbImage.of(WINDOW_PX, WINDOW_PX, pixels);
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("lexiseg-benchmark");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
