package io.lexiseg.vision.proposal;

/**
 * A proposal's logits at the size of a picture, row by row; half-pixel, clamped at the borders
 * (docs/method.md, section 10).
 */
final class Enlarged {
  private static final int SIDE = Proposal.SIDE;

  private final float[] logits;
  private final int height;
  private final int[] columns;
  private final float[] weights;
  private final float[] row;

  Enlarged(float[] logits, int height, int width) {
    this.logits = logits;
    this.height = height;
    this.columns = new int[width];
    this.weights = new float[width];
    this.row = new float[width];
    for (int x = 0; x < width; x++) {
      float source = source(x, width);
      columns[x] = first(source);
      weights[x] = source - columns[x];
    }
  }

  /** One row; valid until the next call. */
  float[] row(int y) {
    float source = source(y, height);
    int top = first(source) * SIDE;
    float lower = source - first(source);
    for (int x = 0; x < row.length; x++) {
      int at = top + columns[x];
      float above = mix(logits[at], logits[at + 1], weights[x]);
      float below = mix(logits[at + SIDE], logits[at + SIDE + 1], weights[x]);
      row[x] = mix(above, below, lower);
    }
    return row;
  }

  private static float mix(float a, float b, float weight) {
    return a + (b - a) * weight;
  }

  private static float source(int target, int size) {
    float source = (target + 0.5f) * SIDE / size - 0.5f;
    return Math.max(0, Math.min(source, SIDE - 1));
  }

  private static int first(float source) {
    return Math.min((int) source, SIDE - 2);
  }
}
