package io.lexiseg.prototypes;

/** How a component of a stored vector is kept. */
public enum ComponentType {
  /** Four bytes, exact. */
  FLOAT32(Float.BYTES),
  /** Two bytes, magnitude up to 65504, relative error up to 2^-11. */
  FLOAT16(Short.BYTES);

  private final int sizeBytes;

  ComponentType(int sizeBytes) {
    this.sizeBytes = sizeBytes;
  }

  /** Bytes of one component. */
  public int sizeBytes() {
    return sizeBytes;
  }
}
