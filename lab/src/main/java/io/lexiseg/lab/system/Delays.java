package io.lexiseg.lab.system;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * How long something took, again and again.
 *
 * @param sorted from the shortest to the longest, at least one
 */
public record Delays(List<Duration> sorted) {
  private static final double MEDIAN = 0.5;

  /** Sorts. */
  public Delays {
    sorted = sorted.stream().sorted().toList();
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("delays: expected at least one, got none");
    }
  }

  /** Of what was measured. */
  public static Delays of(Collection<Duration> measured) {
    return new Delays(List.copyOf(measured));
  }

  /** The lower one of the two in the middle. */
  public Duration median() {
    return quantile(MEDIAN);
  }

  /** The longest. */
  public Duration worst() {
    return quantile(1);
  }

  /**
   * The shortest delay that so large a part does not exceed.
   *
   * @param part above 0, at most 1
   */
  public Duration quantile(double part) {
    int rank = (int) Math.ceil(part * sorted.size());
    return sorted.get(Math.max(1, rank) - 1);
  }
}
