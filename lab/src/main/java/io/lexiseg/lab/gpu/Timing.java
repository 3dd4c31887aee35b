package io.lexiseg.lab.gpu;

import java.time.Duration;
import java.util.Arrays;

/** Times work that is done again and again. */
final class Timing {
  private static final int WARM = 5;
  private static final int LEAST = 10;
  private static final int MOST = 100_000;

  private Timing() {}

  /** Median time of one piece of work, in milliseconds, after a few to warm up. */
  static double medianMillis(Duration time, Runnable work) {
    for (int i = 0; i < WARM; i++) {
      work.run();
    }
    double[] millis = new double[MOST];
    int count = 0;
    long start = System.nanoTime();
    while (count < MOST && (count < LEAST || System.nanoTime() - start < time.toNanos())) {
      long before = System.nanoTime();
      work.run();
      millis[count++] = (System.nanoTime() - before) / 1e6;
    }
    return median(Arrays.copyOf(millis, count));
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
  }
}
