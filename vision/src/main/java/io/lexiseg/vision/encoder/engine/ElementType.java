package io.lexiseg.vision.encoder.engine;

import java.util.Locale;

/** Type of a tensor's elements. */
public enum ElementType {
  /** 32-bit floating point. */
  FLOAT32(4),
  /** 16-bit floating point, IEEE 754 binary16. */
  FLOAT16(2),
  /** 32-bit integer. */
  INT32(4),
  /** 64-bit integer. */
  INT64(8);

  private final int sizeBytes;

  ElementType(int sizeBytes) {
    this.sizeBytes = sizeBytes;
  }

  /** The name in messages and files. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Size of one element. */
  public int sizeBytes() {
    return sizeBytes;
  }
}
