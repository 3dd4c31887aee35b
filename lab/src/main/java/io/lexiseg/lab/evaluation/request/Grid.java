package io.lexiseg.lab.evaluation.request;

import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Numbers at equal distances, as people type them. */
public final class Grid {
  private static final Pattern TEXT =
      Pattern.compile("(\\d*\\.?\\d+):(\\d*\\.?\\d+):(\\d*\\.?\\d+)");
  private static final int MOST = 1000;

  /** Numbers are rounded to this, so that steps do not add up errors. */
  private static final double UNIT = 1e9;

  private Grid() {}

  /**
   * Reads {@code 0.48:0.60:0.005}: first, last, step.
   *
   * @throws IllegalArgumentException if it is anything else or has more than {@value #MOST} numbers
   */
  public static double[] parse(String text) {
    if (TEXT.matcher(text).matches()) {
      String[] parts = text.split(":");
      double from = Double.parseDouble(parts[0]);
      double step = Double.parseDouble(parts[2]);
      double steps = Math.floor((Double.parseDouble(parts[1]) - from) / step + 1e-6);
      if (step > 0 && steps >= 0 && steps < MOST) {
        return IntStream.rangeClosed(0, (int) steps)
            .mapToDouble(n -> Math.round((from + n * step) * UNIT) / UNIT)
            .toArray();
      }
    }
    throw new IllegalArgumentException(
        "expected FROM:TO:STEP such as 0.48:0.60:0.005 with at most %d numbers, got '%s'"
            .formatted(MOST, text));
  }
}
