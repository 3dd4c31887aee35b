package io.lexiseg.vision.similarity;

/**
 * The score of a category at a place: {@code beta * local term + (1 - beta) * global}.
 *
 * <p>Source: Eq. 5 as implemented by its authors, docs/method.md, section 7. <b>Deviation from the
 * paper's text,</b> if squashed: the local term is the logistic sigmoid of the local cosine; the
 * published figures need it.
 *
 * @param localWeight beta, 0..1
 * @param squashed whether the local term is the sigmoid of the cosine, or the cosine itself
 */
public record CombinedScore(double localWeight, boolean squashed) {

  /** Logistic sigmoid. */
  static float sigmoid(float cosine) {
    return (float) (1 / (1 + Math.exp(-cosine)));
  }

  /**
   * Replaces local cosines by scores, in place.
   *
   * @param local {@code [*, categories]}, written to
   * @param global whose category {@code from + n} is column {@code n}
   */
  public void mix(float[] local, int categories, GlobalSimilarity global, int from) {
    float beta = (float) localWeight;
    float rest = (float) (1 - localWeight);
    for (int row = 0; row < local.length; row += categories) {
      for (int n = 0; n < categories; n++) {
        float term = squashed ? sigmoid(local[row + n]) : local[row + n];
        local[row + n] = beta * term + rest * global.cosine(from + n); // Eq. 5
      }
    }
  }
}
