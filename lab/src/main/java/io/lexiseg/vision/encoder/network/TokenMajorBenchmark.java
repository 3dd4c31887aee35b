package io.lexiseg.vision.encoder.network;

import java.nio.FloatBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time to turn the planes of one {@code lite} window, 2048 x 28 x 38, into tokens: in blocks, and
 * plane by plane. It stands in their package to reach them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"})
public class TokenMajorBenchmark {
  private static final int DIMENSION = 2048;
  private static final int TOKENS = 28 * 38;

  private final FloatBuffer planes = FloatBuffer.allocate(DIMENSION * TOKENS);

  /** The version in use. */
  @Benchmark
  public float[] blocks() {
    return TokenMajor.of(planes, DIMENSION, TOKENS);
  }

  /** One plane after the other. */
  @Benchmark
  public float[] plain() {
    float[] values = new float[DIMENSION * TOKENS];
    float[] plane = new float[TOKENS];
    for (int d = 0; d < DIMENSION; d++) {
      planes.get(d * TOKENS, plane);
      for (int t = 0; t < TOKENS; t++) {
        values[t * DIMENSION + d] = plane[t];
      }
    }
    return values;
  }
}
