package io.lexiseg.vision.similarity;

/**
 * The score of a category at a place: {@code beta * sigmoid(local) + (1 - beta) * global}.
 *
 * <p>Source: Eq. 5 as implemented by its authors, ALGORITHM section 3.8. <b>Deviation from the
 * paper's text:</b> the local cosine is squashed by the logistic sigmoid first; their published
 * figures need it.
 */
public final class CombinedScore {
  private CombinedScore() {}

  /** Logistic sigmoid. */
  static float sigmoid(float cosine) {
    return (float) (1 / (1 + Math.exp(-cosine)));
  }

  /**
   * Replaces local cosines by scores.
   *
   * @param local {@code [*, count]}; row {@code row} is replaced in place
   * @param global whose category {@code from + n} is the row's {@code n}
   * @param localWeight beta, 0..1
   */
  public static void mix(
      float[] local, int row, int count, GlobalSimilarity global, int from, double localWeight) {
    float beta = (float) localWeight;
    float rest = (float) (1 - localWeight);
    for (int n = 0; n < count; n++) {
      int at = row * count + n;
      local[at] = beta * sigmoid(local[at]) + rest * global.cosine(from + n); // Eq. 5
    }
  }
}
