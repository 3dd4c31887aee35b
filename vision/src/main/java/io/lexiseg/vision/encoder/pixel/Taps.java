package io.lexiseg.vision.encoder.pixel;

/**
 * Weights of one axis: sample {@code o} of the result is the sum over {@code k} of {@code weight(o,
 * k) * source[index(o, k)]}.
 *
 * <p><b>Source:</b> docs/method.md, section 10. Positions are computed in float32, as torch does:
 * in double, weights of a 448 px axis would differ by 3e-5.
 */
public final class Taps {
  private static final float CUBIC_A = -0.75f;

  private final int count;
  private final int[] indices;
  private final float[] weights;

  private Taps(int outputs, int count) {
    this.count = count;
    this.indices = new int[outputs * count];
    this.weights = new float[outputs * count];
  }

  /** The weights that bring {@code inputs} samples to {@code outputs}. */
  public static Taps of(Resampling resampling, int inputs, int outputs) {
    return switch (resampling) {
      case NONE -> throw new IllegalArgumentException("resampling NONE has no weights");
      case BILINEAR -> bilinear(inputs, outputs);
      case BICUBIC -> bicubic(inputs, outputs);
      case AREA -> area(inputs, outputs);
    };
  }

  /** Taps of every sample. */
  public int count() {
    return count;
  }

  /** Sample of the source that a tap takes. */
  public int index(int output, int tap) {
    return indices[output * count + tap];
  }

  /** What a tap counts; those of one result add up to 1. */
  public float weight(int output, int tap) {
    return weights[output * count + tap];
  }

  private void set(int output, int tap, int index, float weight) {
    indices[output * count + tap] = index;
    weights[output * count + tap] = weight;
  }

  private static Taps bilinear(int inputs, int outputs) {
    Taps taps = new Taps(outputs, 2);
    float scale = (float) inputs / outputs;
    for (int o = 0; o < outputs; o++) {
      float source = Math.max(scale * (o + 0.5f) - 0.5f, 0);
      int first = Math.min((int) source, inputs - 1);
      float fraction = Math.min(source - first, 1);
      taps.set(o, 0, first, 1 - fraction);
      taps.set(o, 1, Math.min(first + 1, inputs - 1), fraction);
    }
    return taps;
  }

  private static Taps bicubic(int inputs, int outputs) {
    Taps taps = new Taps(outputs, 4);
    float scale = (float) inputs / outputs;
    for (int o = 0; o < outputs; o++) {
      float source = scale * (o + 0.5f) - 0.5f;
      int first = (int) Math.floor(source);
      float fraction = source - first;
      float[] weights = {
        outer(fraction + 1), inner(fraction), inner(1 - fraction), outer(2 - fraction)
      };
      for (int k = 0; k < 4; k++) {
        taps.set(o, k, Math.max(0, Math.min(first - 1 + k, inputs - 1)), weights[k]);
      }
    }
    return taps;
  }

  private static float inner(float x) {
    return ((CUBIC_A + 2) * x - (CUBIC_A + 3)) * x * x + 1;
  }

  private static float outer(float x) {
    return ((CUBIC_A * x - 5 * CUBIC_A) * x + 8 * CUBIC_A) * x - 4 * CUBIC_A;
  }

  private static Taps area(int inputs, int outputs) {
    double scale = (double) inputs / outputs;
    Taps taps = new Taps(outputs, (int) Math.ceil(scale) + 1);
    for (int o = 0; o < outputs; o++) {
      double start = o * scale;
      double end = Math.min((o + 1) * scale, inputs);
      int first = Math.min((int) start, inputs - 1);
      for (int k = 0; k < taps.count; k++) {
        int index = first + k;
        double covered = Math.min(end, index + 1) - Math.max(start, index);
        float weight = (float) (Math.max(covered, 0) / (end - start));
        taps.set(o, k, Math.min(index, inputs - 1), weight);
      }
    }
    return taps;
  }
}
