package io.lexiseg.vision.painting;

/**
 * Loops over the scores of all categories, and the same arithmetic for one of them. Each loop is
 * small enough, and indexes its arrays plainly enough, to become vector code.
 */
public final class Vectors {
  private Vectors() {}

  /** One value between four: upper left, upper right, lower left, lower right. */
  public static float between(float a, float b, float c, float d, float right, float down) {
    float over = (1 - right) * a + right * b;
    float under = (1 - right) * c + right * d;
    return (1 - down) * over + down * under;
  }

  /** Values between four, into {@code to}. */
  public static void between(
      float[] to, float[] a, float[] b, float[] c, float[] d, float right, float down) {
    set(to, a, b, 1 - right, right, 1 - down);
    add(to, c, d, 1 - right, right, down);
  }

  private static void set(float[] to, float[] a, float[] b, float left, float right, float factor) {
    for (int n = 0; n < to.length; n++) {
      to[n] = factor * (left * a[n] + right * b[n]);
    }
  }

  private static void add(float[] to, float[] a, float[] b, float left, float right, float factor) {
    for (int n = 0; n < to.length; n++) {
      to[n] += factor * (left * a[n] + right * b[n]);
    }
  }

  public static void add(float[] to, float[] values) {
    for (int n = 0; n < to.length; n++) {
      to[n] += values[n];
    }
  }

  /** Adds what values exceed a limit by. */
  public static void addExcess(float[] to, float[] values, float limit) {
    for (int n = 0; n < to.length; n++) {
      to[n] += values[n] - limit;
    }
  }

  /** Raises to what values exceed a limit by. */
  public static void raiseToExcess(float[] to, float[] values, float limit) {
    for (int n = 0; n < to.length; n++) {
      to[n] = Math.max(to[n], values[n] - limit);
    }
  }

  static void raise(float[] to, float[] values) {
    for (int n = 0; n < to.length; n++) {
      to[n] = Math.max(to[n], values[n]);
    }
  }

  static void divide(float[] values, float divisor) {
    for (int n = 0; n < values.length; n++) {
      values[n] /= divisor;
    }
  }

  /** The lowest value; infinite without any. */
  static float lowest(float[] values) {
    float lowest = Float.POSITIVE_INFINITY;
    for (float value : values) {
      lowest = Math.min(lowest, value);
    }
    return lowest;
  }

  /** First index of the highest value. */
  public static int firstMaximum(float[] values) {
    int best = 0;
    float highest = values[0];
    for (int n = 1; n < values.length; n++) {
      float value = values[n];
      if (value > highest) {
        highest = value;
        best = n;
      }
    }
    return best;
  }
}
