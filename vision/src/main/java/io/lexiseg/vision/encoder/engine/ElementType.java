package io.lexiseg.vision.encoder.engine;

/** Type of a tensor's elements. */
public enum ElementType {
  /** 32-bit floating point. */
  FLOAT32(4),
  /** 32-bit integer. */
  INT32(4),
  /** 64-bit integer. */
  INT64(8);

  private final int sizeBytes;

  ElementType(int sizeBytes) {
    this.sizeBytes = sizeBytes;
  }

  /** Size of one element. */
  public int sizeBytes() {
    return sizeBytes;
  }
}
