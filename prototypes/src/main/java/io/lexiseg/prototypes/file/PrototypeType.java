package io.lexiseg.prototypes.file;

/** How a component of a prototype is stored. */
public enum PrototypeType {
  /** Four bytes, exact. */
  FLOAT32(Float.BYTES),
  /** Two bytes, magnitude up to 65504, relative error up to 2^-11. */
  FLOAT16(Short.BYTES);

  private final int sizeBytes;

  PrototypeType(int sizeBytes) {
    this.sizeBytes = sizeBytes;
  }

  int sizeBytes() {
    return sizeBytes;
  }
}
