package io.lexiseg.vision.text;

import java.util.List;

/**
 * The direction that text embeddings have in common: their mean, brought to unit length
 * (docs/method.md, section 1). Sums run in double, in order.
 */
public final class UnitMean {
  /** Below this length a mean has no direction. */
  private static final double EPSILON = 1e-6;

  private UnitMean() {}

  /**
   * Averages vectors as they are, then normalises.
   *
   * @param vectors at least one, of one length, read only
   * @return {@code [dimension]}, unit L2 norm, owned by the caller
   * @throws IllegalStateException if the mean has no direction, as of zeros or non-finite numbers
   */
  public static float[] of(List<float[]> vectors) {
    double[] sum = new double[vectors.get(0).length];
    for (float[] vector : vectors) {
      for (int d = 0; d < sum.length; d++) {
        sum[d] += vector[d];
      }
    }
    double squares = 0;
    for (double component : sum) {
      squares += component * component;
    }
    double norm = Math.sqrt(squares);
    if (!(norm / vectors.size() >= EPSILON && norm < Double.POSITIVE_INFINITY)) {
      throw new IllegalStateException(
          "text embedding: expected a mean with a direction, got norm " + norm / vectors.size());
    }
    float[] unit = new float[sum.length];
    for (int d = 0; d < unit.length; d++) {
      unit[d] = (float) (sum[d] / norm);
    }
    return unit;
  }
}
