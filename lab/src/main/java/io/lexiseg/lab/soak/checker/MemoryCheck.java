package io.lexiseg.lab.soak.checker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The memory of every process is flat. The slope is the median of the slopes between all pairs of
 * samples (Theil and Sen), so that single peaks do not count; the first third of a life is left out
 * as warm-up. A life of which less than a minute and a half is left is not judged. Flat means: the
 * slope times the time observed is at most 3 % of the median and at most the tolerance, whichever
 * is more.
 */
public final class MemoryCheck {
  private static final String GROWING = "growing";
  private static final double TOLERATED_SHARE = 0.03;
  private static final double LEAST_SECONDS = 90;
  private static final double MEGABYTE = 1 << 20;

  private final Map<String, List<Sample>> series = new LinkedHashMap<>();
  private final double toleratedBytes;
  private final Problems problems = new Problems(GROWING);

  private record Sample(double seconds, double bytes) {}

  /**
   * Starts a check.
   *
   * @param toleratedBytes growth that does not count, however small the process
   */
  public MemoryCheck(long toleratedBytes) {
    this.toleratedBytes = toleratedBytes;
  }

  /**
   * Enters a sample.
   *
   * @param series what of which life of which process, for people
   * @param age of the process
   */
  public void sample(String series, Duration age, long bytes) {
    this.series
        .computeIfAbsent(series, name -> new ArrayList<>())
        .add(new Sample(age.toMillis() / 1e3, bytes));
  }

  /** Judges; called once, when everything is entered. */
  public Verdict verdict() {
    List<String> numbers = new ArrayList<>();
    series.forEach((name, samples) -> numbers.add(judge(name, samples)));
    return problems.verdict("memory", String.join("; ", numbers));
  }

  private String judge(String name, List<Sample> all) {
    List<Sample> samples = all.subList(all.size() / 3, all.size());
    double seconds = samples.get(samples.size() - 1).seconds() - samples.get(0).seconds();
    if (seconds < LEAST_SECONDS) {
      return "%s: not judged, %.0f s".formatted(name, seconds);
    }
    double median = median(samples.stream().mapToDouble(Sample::bytes).toArray());
    double growth = slope(samples) * seconds;
    String text =
        "%s: %.1f MB, %+.1f MB in %.0f s"
            .formatted(name, median / MEGABYTE, growth / MEGABYTE, seconds);
    if (growth > Math.max(toleratedBytes, TOLERATED_SHARE * median)) {
      problems.add(GROWING, text);
    }
    return text;
  }

  private static double slope(List<Sample> samples) {
    int count = samples.size();
    double[] slopes = new double[count * (count - 1) / 2];
    int next = 0;
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        Sample a = samples.get(i);
        Sample b = samples.get(j);
        slopes[next++] = (b.bytes() - a.bytes()) / Math.max(1e-3, b.seconds() - a.seconds());
      }
    }
    return median(slopes);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
