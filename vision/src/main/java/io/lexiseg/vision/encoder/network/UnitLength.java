package io.lexiseg.vision.encoder.network;

/** Scaling to unit L2 norm. */
final class UnitLength {
  private static final double LEAST_NORM = 1e-6;

  private UnitLength() {}

  /** Divides by the L2 norm, by 1e-6 where that is smaller; in place. */
  static float[] scale(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    float norm = (float) Math.max(Math.sqrt(squares), LEAST_NORM);
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= norm;
    }
    return vector;
  }
}
