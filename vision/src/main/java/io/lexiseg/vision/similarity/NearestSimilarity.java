package io.lexiseg.vision.similarity;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;

/**
 * A mix of the cosine to a category's representative prototype and the mean of the few highest
 * cosines to its prototypes, -1..1. What looks different from picture to picture has no good mean.
 *
 * <p>Immutable. Source: docs/method.md, section 2; not in the paper.
 */
final class NearestSimilarity implements CategorySimilarity {
  private final CategoryBank bank;
  private final int from;
  private final int to;
  private final int count;
  private final float share;

  /**
   * Compares with categories {@code from .. to - 1}.
   *
   * @param count of the highest cosines; fewer where a category has fewer prototypes
   * @param share of their mean, 0..1
   */
  NearestSimilarity(CategoryBank bank, int from, int to, int count, double share) {
    Objects.checkFromToIndex(from, to, bank.size());
    this.bank = bank;
    this.from = from;
    this.to = to;
    this.count = count;
    this.share = (float) share;
  }

  @Override
  public int categories() {
    return to - from;
  }

  @Override
  public float[][] cosines(float[] features, int[] rows, IntToDoubleFunction norm) {
    SharedRows shared = bank.sharedRows();
    float[][] dots = shared.with(features, rows);
    float[][] mixed = new float[rows.length][categories()];
    float[] highest = new float[count];
    for (int k = 0; k < rows.length; k++) {
      double length = norm.applyAsDouble(rows[k]);
      float factor = length == 0 ? 0 : (float) (1 / length);
      for (int n = from; n < to; n++) {
        if (bank.firstRow(n) < bank.firstRow(n + 1)) {
          float representative = dots[k][shared.representative(n)];
          float nearest = nearest(shared, dots[k], n, highest);
          mixed[k][n - from] = factor * ((1 - share) * representative + share * nearest);
        }
      }
    }
    return mixed;
  }

  private float nearest(SharedRows shared, float[] dots, int category, float[] highest) {
    int kept = Math.min(count, bank.firstRow(category + 1) - bank.firstRow(category));
    Arrays.fill(highest, Float.NEGATIVE_INFINITY);
    for (int row = bank.firstRow(category); row < bank.firstRow(category + 1); row++) {
      float dot = dots[shared.row(row)];
      int at = kept;
      while (at > 0 && highest[at - 1] < dot) {
        at--;
      }
      if (at < kept) {
        System.arraycopy(highest, at, highest, at + 1, kept - at - 1);
        highest[at] = dot;
      }
    }
    float sum = 0;
    for (int i = 0; i < kept; i++) {
      sum += highest[i];
    }
    return sum / kept;
  }
}
