package io.lexiseg.vision.similarity;

import java.util.Objects;
import java.util.function.IntToDoubleFunction;

/**
 * A mix of the highest and the mean cosine to a category's prototypes, -1..1.
 *
 * <p>Source: Table 5 of the paper; docs/method.md, section 2. Immutable.
 */
public final class SetSimilarity implements CategorySimilarity {
  private final CategoryBank bank;
  private final int from;
  private final int to;
  private final double maxShare;

  /**
   * @param maxShare of the highest cosine, 0..1
   */
  public SetSimilarity(CategoryBank bank, int from, int to, double maxShare) {
    Objects.checkFromToIndex(from, to, bank.size());
    this.bank = bank;
    this.from = from;
    this.to = to;
    this.maxShare = maxShare;
  }

  @Override
  public int categories() {
    return to - from;
  }

  @Override
  public float[][] cosines(float[] features, int[] rows, IntToDoubleFunction norm) {
    float[][] mixed = new float[rows.length][categories()];
    for (int n = from; n < to; n++) {
      LocalSimilarity prototypes =
          LocalSimilarity.ofRows(bank, bank.firstRow(n), bank.firstRow(n + 1));
      if (prototypes.categories() > 0) {
        float[][] cosines = prototypes.cosines(features, rows, norm);
        for (int k = 0; k < rows.length; k++) {
          mixed[k][n - from] = mix(cosines[k]);
        }
      }
    }
    return mixed;
  }

  private float mix(float[] cosines) {
    float highest = cosines[0];
    double sum = 0;
    for (float cosine : cosines) {
      highest = Math.max(highest, cosine);
      sum += cosine;
    }
    return (float) (maxShare * highest + (1 - maxShare) * sum / cosines.length);
  }
}
