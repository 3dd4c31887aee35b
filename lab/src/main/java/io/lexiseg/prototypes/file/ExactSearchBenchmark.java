package io.lexiseg.prototypes.file;

import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.Neighbour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The 350 nearest of 50,000 keys of 512 components (100 MB): blocks of the mapped file against a
 * plain loop over rows in memory, which is what the blocks are measured by.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"})
public class ExactSearchBenchmark {
  private static final int COUNT = 50_000;
  private static final int DIMENSION = 512;
  private static final int NEIGHBOURS = 350;
  private static final int WORDS = 64;

  private final Random random = new Random(1);
  private final float[] rows = new float[COUNT * DIMENSION];
  private final float[] query = unit();
  private final List<float[]> queries = Stream.generate(this::unit).limit(WORDS).toList();
  private final Path folder = temporary();
  private final FilePrototypeIndex index = index();

  private static Path temporary() {
    try {
      return Files.createTempDirectory("exact-search");
    } catch (IOException e) {
      throw new IllegalStateException("cannot create a folder", e);
    }
  }

  private float[] unit() {
    float[] vector = new float[DIMENSION];
    double squares = 0;
    for (int d = 0; d < DIMENSION; d++) {
      vector[d] = (float) random.nextGaussian();
      squares += (double) vector[d] * vector[d];
    }
    for (int d = 0; d < DIMENSION; d++) {
      vector[d] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  private FilePrototypeIndex index() {
    IndexDescription description =
        new IndexDescription("benchmark", 1, "none", DIMENSION, 1, Map.of());
    Path place = folder.resolve("index");
    try (FilePrototypeIndexWriter writer =
        FilePrototypeIndexWriter.create(place, description, ComponentType.FLOAT32)) {
      for (int id = 0; id < COUNT; id++) {
        float[] key = unit();
        System.arraycopy(key, 0, rows, id * DIMENSION, DIMENSION);
        writer.add("noun", key, new float[] {id});
      }
      writer.publish();
    }
    return FilePrototypeIndex.open(place);
  }

  /** Both must find the same before their times mean anything. */
  @Setup
  public void agree() {
    if (!blocks().equals(plain())) {
      throw new IllegalStateException("blocks and plain loop: expected equal neighbours");
    }
  }

  /** As the product searches. */
  @Benchmark
  public List<Neighbour> blocks() {
    return index.nearest(query, NEIGHBOURS);
  }

  /** As the product searches for the words of a new vocabulary: {@link #WORDS} keys in one pass. */
  @Benchmark
  @OperationsPerInvocation(WORDS)
  public List<List<Neighbour>> blocksForSeveral() {
    return index.nearest(queries, NEIGHBOURS);
  }

  /** One scalar product after the other. */
  @Benchmark
  public List<Neighbour> plain() {
    NearestHeap nearest = new NearestHeap(NEIGHBOURS);
    for (int id = 0; id < COUNT; id++) {
      float product = 0;
      for (int d = 0; d < DIMENSION; d++) {
        product += query[d] * rows[id * DIMENSION + d];
      }
      nearest.offer(id, product);
    }
    return nearest.sorted();
  }

  /** Removes the folder. */
  @TearDown
  public void clean() throws IOException {
    index.close();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
