package io.lexiseg.vision.similarity;

import java.util.Objects;
import java.util.function.IntToDoubleFunction;

/**
 * Cosines of visual features against the representative prototypes of a run of categories.
 *
 * <p>A category without prototype has cosine 0 to everything: neither like nor unlike.
 *
 * <p>Immutable. Every dot product is summed in {@code float} in order of dimension, wherever its
 * row and category stand, so equal inputs give equal cosines; with up to 2048 components their
 * error stays below 1e-5.
 */
public final class LocalSimilarity implements CategorySimilarity {
  /** Rows and categories of a tile, whose sums fit the registers. */
  private static final int TILE = 4;

  private final float[] prototypes;
  private final int dimension;
  private final int from;
  private final int categories;

  private LocalSimilarity(CategoryBank bank, int from, int categories) {
    this.prototypes = bank.unitPrototypes();
    this.dimension = bank.dimension();
    this.from = from;
    this.categories = categories;
  }

  /**
   * Compares with categories {@code from .. to - 1} of a bank.
   *
   * @throws IndexOutOfBoundsException if the bank does not have them
   */
  public static LocalSimilarity of(CategoryBank bank, int from, int to) {
    Objects.checkFromToIndex(from, to, bank.size());
    return new LocalSimilarity(bank, from, to - from);
  }

  /** Compares with single prototypes, rows {@code from .. to - 1}, instead of categories. */
  static LocalSimilarity ofRows(CategoryBank bank, int from, int to) {
    return new LocalSimilarity(bank, from, to - from);
  }

  @Override
  public int categories() {
    return categories;
  }

  /** {@inheritDoc} Values are -1..1. */
  @Override
  public float[] cosines(float[] features, int[] rows, IntToDoubleFunction norm) {
    float[] cosines = new float[Math.multiplyExact(rows.length, categories)];
    for (int k = 0; k < rows.length; k += TILE) {
      for (int n = 0; n < categories; n += TILE) {
        if (k + TILE <= rows.length && n + TILE <= categories) {
          tile(features, rows, k, n, cosines);
        } else {
          edge(features, rows, k, n, cosines);
        }
      }
    }
    for (int k = 0; k < rows.length; k++) {
      double length = norm.applyAsDouble(rows[k]);
      scale(cosines, k, length == 0 ? 0 : (float) (1 / length));
    }
    return cosines;
  }

  private void scale(float[] cosines, int k, float factor) {
    for (int i = k * categories; i < (k + 1) * categories; i++) {
      cosines[i] *= factor;
    }
  }

  private void edge(float[] features, int[] rows, int k, int n, float[] dots) {
    for (int i = k; i < Math.min(k + TILE, rows.length); i++) {
      for (int j = n; j < Math.min(n + TILE, categories); j++) {
        float sum = 0;
        for (int d = 0; d < dimension; d++) {
          sum += features[rows[i] * dimension + d] * prototypes[(from + j) * dimension + d];
        }
        dots[i * categories + j] = sum;
      }
    }
  }

  /** Sixteen dot products at once, so that each value loaded is used four times. */
  private void tile(float[] features, int[] rows, int k, int n, float[] dots) {
    int a = rows[k] * dimension;
    int b = rows[k + 1] * dimension;
    int c = rows[k + 2] * dimension;
    int e = rows[k + 3] * dimension;
    int p = (from + n) * dimension;
    int q = p + dimension;
    int r = q + dimension;
    int s = r + dimension;
    float ap = 0;
    float aq = 0;
    float ar = 0;
    float as = 0;
    float bp = 0;
    float bq = 0;
    float br = 0;
    float bs = 0;
    float cp = 0;
    float cq = 0;
    float cr = 0;
    float cs = 0;
    float ep = 0;
    float eq = 0;
    float er = 0;
    float es = 0;
    for (int d = 0; d < dimension; d++) {
      float fa = features[a + d];
      float fb = features[b + d];
      float fc = features[c + d];
      float fe = features[e + d];
      float vp = prototypes[p + d];
      float vq = prototypes[q + d];
      float vr = prototypes[r + d];
      float vs = prototypes[s + d];
      ap += fa * vp;
      aq += fa * vq;
      ar += fa * vr;
      as += fa * vs;
      bp += fb * vp;
      bq += fb * vq;
      br += fb * vr;
      bs += fb * vs;
      cp += fc * vp;
      cq += fc * vq;
      cr += fc * vr;
      cs += fc * vs;
      ep += fe * vp;
      eq += fe * vq;
      er += fe * vr;
      es += fe * vs;
    }
    int to = k * categories + n;
    store(dots, to, ap, aq, ar, as);
    store(dots, to + categories, bp, bq, br, bs);
    store(dots, to + 2 * categories, cp, cq, cr, cs);
    store(dots, to + 3 * categories, ep, eq, er, es);
  }

  private static void store(float[] dots, int to, float p, float q, float r, float s) {
    dots[to] = p;
    dots[to + 1] = q;
    dots[to + 2] = r;
    dots[to + 3] = s;
  }
}
