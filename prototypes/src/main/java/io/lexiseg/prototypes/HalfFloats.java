package io.lexiseg.prototypes;

/** IEEE 754 binary16 to and from {@code float}; Java 17 has no such conversion of its own. */
public final class HalfFloats {
  /** The largest finite half. */
  public static final float MAX_VALUE = 65504f;

  private static final int EXPONENT_SHIFT = 13;
  private static final int SIGN = 0x8000;
  private static final int INFINITY = 0x7c00;
  private static final int QUIET_NAN = 0x7e00;

  /** Float bits from which a magnitude rounds up to infinity: 65520. */
  private static final int OVERFLOW_BITS = 0x477ff000;

  /** Float bits of the smallest normal half, 2^-14. */
  private static final int NORMAL_BITS = 0x38800000;

  /** 2^112, the ratio of the two formats' exponent biases. */
  private static final float REBIAS = 0x1p112f;

  private HalfFloats() {}

  /** The value of a half; exact. */
  public static float toFloat(short half) {
    int magnitude = half & 0x7fff;
    int sign = (half & SIGN) << 16;
    if (magnitude >= INFINITY) {
      return Float.intBitsToFloat(sign | 0x7f800000 | (magnitude << EXPONENT_SHIFT));
    }
    // Shifted in place the exponent is too small by the difference of the biases; the
    // multiplication
    // corrects it for normal and subnormal halves alike.
    float value = Float.intBitsToFloat(magnitude << EXPONENT_SHIFT) * REBIAS;
    return Float.intBitsToFloat(sign | Float.floatToRawIntBits(value));
  }

  /** The nearest half, ties to even; infinite where the magnitude is 65520 or more. */
  public static short fromFloat(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & SIGN;
    int magnitude = bits & 0x7fffffff;
    if (magnitude > 0x7f800000) {
      return (short) (sign | QUIET_NAN);
    }
    if (magnitude >= OVERFLOW_BITS) {
      return (short) (sign | INFINITY);
    }
    if (magnitude < NORMAL_BITS) {
      // Adding 0.5 leaves units of 2^-24 in the last place, rounded to even by the addition.
      float shifted = Float.intBitsToFloat(magnitude) + 0.5f;
      return (short) (sign | (Float.floatToRawIntBits(shifted) - 0x3f000000));
    }
    int odd = (magnitude >>> EXPONENT_SHIFT) & 1;
    int rounded = magnitude - (112 << 23) + 0xfff + odd;
    return (short) (sign | (rounded >>> EXPONENT_SHIFT));
  }
}
