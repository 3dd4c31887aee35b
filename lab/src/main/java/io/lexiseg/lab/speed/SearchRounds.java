package io.lexiseg.lab.speed;

import io.lexiseg.indexbuilder.published.NpyArray;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Searches an index whenever a line comes in, so that another program can take turns with it:
 * {@code tools/import/faiss_index.py race} does.
 */
final class SearchRounds {
  private static final double MILLION = 1e6;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final String location;
  private final Path queries;
  private final int neighbours;

  /**
   * Prepares.
   *
   * @param queries a {@code .npy} array {@code [queries, components]} of unit vectors
   * @param neighbours of each, at least 1
   */
  SearchRounds(String location, Path queries, int neighbours) {
    this.location = location;
    this.queries = queries;
    this.neighbours = neighbours;
  }

  /**
   * For each line of standard input a line of milliseconds a query, by the clock and of the
   * processor: the median of queries one by one, then all of them at once.
   */
  void run() throws IOException {
    List<float[]> keys = read();
    BufferedReader turns =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (PrototypeIndex index = PrototypeIndexes.open(location)) {
      System.out.println("ready");
      while (turns.readLine() != null) {
        List<double[]> single =
            keys.stream().map(key -> measure(() -> index.nearest(key, neighbours))).toList();
        double[] batch = measure(() -> index.nearest(keys, neighbours));
        System.out.printf(
            Locale.ROOT,
            "%.4f %.4f %.4f %.4f%n",
            median(single, 0),
            median(single, 1),
            batch[0] / keys.size(),
            batch[1] / keys.size());
      }
    }
  }

  private static double median(List<double[]> times, int kind) {
    return times.stream().mapToDouble(time -> time[kind]).sorted().toArray()[times.size() / 2];
  }

  /** Milliseconds by the clock and of the processor. */
  private double[] measure(Runnable work) {
    long wall = System.nanoTime();
    long processor = threads.getCurrentThreadCpuTime();
    work.run();
    long processorEnd = threads.getCurrentThreadCpuTime();
    return new double[] {
      (System.nanoTime() - wall) / MILLION, (processorEnd - processor) / MILLION
    };
  }

  private List<float[]> read() throws IOException {
    NpyArray array = NpyArray.parse(Files.readAllBytes(queries), queries.toString());
    int dimension = array.shape().get(1);
    List<float[]> keys = new ArrayList<>();
    for (int q = 0; q < array.shape().get(0); q++) {
      keys.add(Arrays.copyOfRange(array.values(), q * dimension, (q + 1) * dimension));
    }
    return keys;
  }
}
