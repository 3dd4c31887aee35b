package io.lexiseg.indexbuilder.diffusion;

/** Classifier-free guidance: what the denoiser says with the caption, away from what without. */
final class Guidance {
  private Guidance() {}

  /**
   * Combines the rows of one call.
   *
   * @param said {@code [rows, size]}, the unconditional row first, or the conditional one alone
   * @return {@code [size]}
   */
  static double[] combine(float[] said, int rows, double guidance) {
    int size = said.length / rows;
    int conditional = said.length - size;
    double[] combined = new double[size];
    for (int i = 0; i < size; i++) {
      double with = said[conditional + i];
      double without = said[i];
      combined[i] = rows == 1 ? with : without + guidance * (with - without);
    }
    return combined;
  }
}
