package io.lexiseg.vision.feature;

/**
 * Where the samples of one resized axis come from: output {@code o} is {@code (1 - weight(o)) *
 * in[first(o)] + weight(o) * in[second(o)]}. Positions are computed in {@code float}, as torch
 * does.
 *
 * <p>Source: docs/method.md, section 10. Immutable.
 */
public final class LinearTaps {
  private final int[] first;
  private final int[] second;
  private final float[] weight;

  private LinearTaps(int size) {
    this.first = new int[size];
    this.second = new int[size];
    this.weight = new float[size];
  }

  /**
   * Bilinear sampling whose outermost samples coincide (align_corners = true).
   *
   * @param in input length, at least 1
   * @param out output length, at least 1
   */
  public static LinearTaps alignCorners(int in, int out) {
    float scale = out > 1 ? (float) (in - 1) / (out - 1) : 0;
    LinearTaps taps = new LinearTaps(checked(in, out));
    for (int o = 0; o < out; o++) {
      taps.set(o, scale * o, in);
    }
    return taps;
  }

  /**
   * Bilinear sampling whose outermost edges coincide (align_corners = false), without antialiasing.
   *
   * @param in input length, at least 1
   * @param out output length, at least 1
   */
  public static LinearTaps halfPixel(int in, int out) {
    float scale = (float) in / out;
    LinearTaps taps = new LinearTaps(checked(in, out));
    for (int o = 0; o < out; o++) {
      taps.set(o, Math.max(0f, scale * (o + 0.5f) - 0.5f), in);
    }
    return taps;
  }

  /**
   * The input sample whose pixel holds the centre of the output's pixel; weights are 0.
   *
   * @param in input length, at least 1
   * @param out output length, at least 1
   */
  public static LinearTaps nearest(int in, int out) {
    LinearTaps taps = new LinearTaps(checked(in, out));
    for (int o = 0; o < out; o++) {
      int source = Math.toIntExact((2L * o + 1) * in / (2L * out));
      taps.first[o] = source;
      taps.second[o] = source;
    }
    return taps;
  }

  private static int checked(int in, int out) {
    if (in < 1 || out < 1) {
      throw new IllegalArgumentException(
          "resampling: expected lengths >= 1, got %d to %d".formatted(in, out));
    }
    return out;
  }

  private void set(int o, float position, int in) {
    int floor = Math.min((int) position, in - 1);
    first[o] = floor;
    second[o] = Math.min(floor + 1, in - 1);
    weight[o] = Math.min(position - floor, 1f);
  }

  /** Number of outputs. */
  public int size() {
    return first.length;
  }

  /** Input of the first tap of output {@code o}. */
  public int first(int o) {
    return first[o];
  }

  /** Input of the second tap; the first's right neighbour, or the first itself at the end. */
  public int second(int o) {
    return second[o];
  }

  /** Weight of the second tap, 0..1; the first has the rest. */
  public float weight(int o) {
    return weight[o];
  }
}
