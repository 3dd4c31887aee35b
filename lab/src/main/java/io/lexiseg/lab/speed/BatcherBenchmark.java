package io.lexiseg.lab.speed;

import io.lexiseg.vision.encoder.batch.BatchListener;
import io.lexiseg.vision.encoder.batch.BatchOptions;
import io.lexiseg.vision.encoder.batch.DynamicBatcher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the batcher costs a frame: the time from submitting a request to its answer when the network
 * takes no time, with one caller and with eight.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx256m", "-XX:+UseSerialGC"})
public class BatcherBenchmark {
  /** Most requests that run together. */
  @Param({"1", "8"})
  public int maxBatch;

  /** Networks that run at a time. */
  @Param({"1", "2"})
  public int slots;

  @SuppressWarnings("NullAway.Init") // JMH calls open() first
  private DynamicBatcher<Integer, Integer> batcher;

  /** Starts the batcher. */
  @Setup(Level.Trial)
  public void open() {
    batcher = batcher(maxBatch, slots);
  }

  /** Stops the batcher. */
  @TearDown(Level.Trial)
  public void close() {
    batcher.close();
  }

  /** One thread calls. */
  @Benchmark
  @Threads(1)
  public int oneCaller() {
    return batcher.submit(1);
  }

  /** Eight threads call. */
  @Benchmark
  @Threads(8)
  public int eightCallers() {
    return batcher.submit(1);
  }

  private static DynamicBatcher<Integer, Integer> batcher(int maxBatch, int slots) {
    List<DynamicBatcher.Worker<Integer, Integer>> workers =
        IntStream.range(0, slots)
            .<DynamicBatcher.Worker<Integer, Integer>>mapToObj(slot -> batch -> batch)
            .toList();
    BatchOptions options = new BatchOptions(maxBatch, Duration.ZERO, 64);
    return new DynamicBatcher<>("benchmark", options, item -> 0, workers, BatchListener.NONE);
  }
}
