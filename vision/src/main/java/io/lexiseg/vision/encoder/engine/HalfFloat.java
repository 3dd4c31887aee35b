package io.lexiseg.vision.encoder.engine;

/** 16-bit floating point, IEEE 754 binary16. */
public final class HalfFloat {
  private static final int SIGN = 0x8000;
  private static final int INFINITE = 0x7c00;
  private static final int FRACTION_BITS = 10;
  private static final int FRACTION = (1 << FRACTION_BITS) - 1;
  private static final int BIAS = 15;
  private static final int EXTRA_BITS = 13; // of a 32-bit fraction
  private static final float LEAST_NORMAL = 0x1p-14f;
  private static final float LEAST = 0x1p-24f;
  private static final float BEYOND = 65520; // from here on the nearest is infinite

  private HalfFloat() {}

  /** The value of 16 bits, exactly. */
  public static float decode(short bits) {
    int exponent = (bits & INFINITE) >> FRACTION_BITS;
    int fraction = bits & FRACTION;
    int sign = (bits & SIGN) << 16;
    if (exponent == 0) {
      float size = fraction * LEAST;
      return sign == 0 ? size : -size;
    }
    int wide = (bits & INFINITE) == INFINITE ? 0xff : exponent - BIAS + Float.MAX_EXPONENT;
    return Float.intBitsToFloat(sign | (wide << 23) | (fraction << EXTRA_BITS));
  }

  /** The nearest 16 bits, ties to even; what is too large becomes infinite. */
  public static short encode(float value) {
    int bits = Float.floatToIntBits(value);
    int sign = (bits >>> 16) & SIGN;
    float size = Math.abs(value);
    if (Float.isNaN(value)) {
      return (short) (INFINITE | (1 << (FRACTION_BITS - 1)));
    }
    if (size >= BEYOND) {
      return (short) (sign | INFINITE);
    }
    if (size < LEAST_NORMAL) {
      return (short) (sign | (int) Math.rint(size / LEAST));
    }
    int shifted = (bits & Integer.MAX_VALUE) - ((Float.MAX_EXPONENT - BIAS) << 23);
    int even = (shifted >>> EXTRA_BITS) & 1;
    int rounded = shifted + (1 << (EXTRA_BITS - 1)) - 1 + even;
    return (short) (sign | (rounded >>> EXTRA_BITS));
  }
}
