package io.lexiseg.vision.similarity;

/**
 * The score of a category at a place: {@code beta * local term + (1 - beta) * global}.
 *
 * <p>Source: Eq. 5 as implemented by its authors, docs/method.md, section 7. <b>Deviation from the
 * paper's text,</b> if squashed: the local term is the logistic sigmoid of the local cosine; the
 * published figures need it.
 *
 * <p>For cosines, -1..1, the sigmoid is a polynomial that is at most 1e-7 off, a rounding of single
 * precision; loops over it become vector code, while each exponential would take longer than all
 * else that is done with a score. Equal cosines give equal scores.
 *
 * @param localWeight beta, 0..1
 * @param squashed whether the local term is the sigmoid of the cosine, or the cosine itself
 */
public record CombinedScore(double localWeight, boolean squashed) {
  /** Rounding may take a cosine beyond 1, hardly farther than this. */
  private static final float LARGEST_COSINE = 1.001f;

  /** (sigmoid(x) - 1/2) / x as a polynomial in x * x, lowest power first; fitted by minimax. */
  private static final float C0 = 0.24999999f;

  private static final float C1 = -0.020832982f;
  private static final float C2 = 0.0020813283f;
  private static final float C3 = -0.00020608531f;
  private static final float C4 = 0.00001633688f;

  /**
   * Replaces local cosines by scores, in place.
   *
   * @param local {@code [*][categories]}, written to
   * @param global whose category {@code from + n} is column {@code n}
   */
  public void mix(float[][] local, GlobalSimilarity global, int from) {
    if (local.length == 0) {
      return;
    }
    float beta = (float) localWeight;
    float[] offset = offsets(global, from, local[0].length, (float) (1 - localWeight));
    float[] slope = new float[offset.length];
    for (float[] row : local) {
      if (squashed && areCosines(row)) {
        begin(row, slope);
        finish(row, slope);
        squash(row, slope);
      } else if (squashed) {
        squashAny(row);
      }
      weigh(row, beta, offset);
    }
  }

  private static float[] offsets(GlobalSimilarity global, int from, int categories, float rest) {
    float[] offset = new float[categories];
    for (int n = 0; n < categories; n++) {
      offset[n] = rest * global.cosine(from + n);
    }
    return offset;
  }

  private static boolean areCosines(float[] row) {
    boolean within = true;
    for (float value : row) {
      within &= Math.abs(value) <= LARGEST_COSINE;
    }
    return within;
  }

  /** Sums of cosines, as votes are, may be larger than the polynomial is made for. */
  private static void squashAny(float[] row) {
    for (int n = 0; n < row.length; n++) {
      row[n] = (float) (1 / (1 + Math.exp(-row[n])));
    }
  }

  /** First half of the polynomial; in one loop with the second it would not become vector code. */
  private static void begin(float[] x, float[] slope) {
    for (int n = 0; n < x.length; n++) {
      float square = x[n] * x[n];
      slope[n] = (C4 * square + C3) * square + C2;
    }
  }

  private static void finish(float[] x, float[] slope) {
    for (int n = 0; n < x.length; n++) {
      float square = x[n] * x[n];
      slope[n] = (slope[n] * square + C1) * square + C0;
    }
  }

  private static void squash(float[] x, float[] slope) {
    for (int n = 0; n < x.length; n++) {
      x[n] = x[n] * slope[n] + 0.5f;
    }
  }

  private static void weigh(float[] term, float beta, float[] offset) {
    for (int n = 0; n < term.length; n++) {
      term[n] = beta * term[n] + offset[n]; // Eq. 5
    }
  }
}
