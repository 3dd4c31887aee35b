package io.lexiseg.vision.refinement;

/**
 * e to the power of numbers up to 0, to a relative error of 2e-7: a power of two times a polynomial
 * on what remains, whose coefficients are a least-squares fit of the relative error at 400
 * Chebyshev points.
 */
final class Exponential {
  private static final float LOG2_E = 1.442695f;

  /** Below, the result is 0. */
  private static final float LEAST = -87f;

  /** Whole numbers added to it stand in its last bits: rounds to the nearest one. */
  private static final float ROUND = 12582912f;

  private static final float LN2_HIGH = 0.6933594f;
  private static final float LN2_LOW = -2.1219444E-4f;

  private Exponential() {}

  static float of(float x) {
    if (!(x > LEAST)) {
      return 0;
    }
    float whole = x * LOG2_E + ROUND - ROUND;
    float r = x - whole * LN2_HIGH - whole * LN2_LOW; // -0.35..0.35
    float p = 1.9826136E-4f;
    p = p * r + 0.0013947149f;
    p = p * r + 0.008333434f;
    p = p * r + 0.041666254f;
    p = p * r + 0.16666666f;
    p = p * r + 0.5f;
    p = p * r * r + r + 1;
    return p * Float.intBitsToFloat(((int) whole + 127) << 23);
  }
}
