package io.lexiseg.lab.fairness;

import io.lexiseg.lab.system.Delays;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Delays of the neighbours.
 *
 * @param without the flood
 * @param with it, from its first frame on
 * @param settled with it, after the time in which it becomes known as a flood
 */
record Comparison(Delays without, Delays with, Delays settled) {
  private static final double P99 = 0.99;

  /** Figures for people, a line each. */
  List<String> lines() {
    return List.of(
        line("with the flood", with),
        line("once the flood is known", settled),
        "longest %.0f ms without, %.0f ms with"
            .formatted(millis(without.worst()), millis(with.worst())));
  }

  private String line(String name, Delays flooded) {
    return String.format(
        Locale.ROOT,
        "%-24s %s, %s",
        name,
        ratio("median", without.median(), flooded.median()),
        ratio("p99", without.quantile(P99), flooded.quantile(P99)));
  }

  private static String ratio(String name, Duration before, Duration after) {
    return String.format(
        Locale.ROOT,
        "%s %.0f -> %.0f ms (%.2f)",
        name,
        millis(before),
        millis(after),
        millis(after) / millis(before));
  }

  private static double millis(Duration delay) {
    return delay.toNanos() / 1e6;
  }
}
