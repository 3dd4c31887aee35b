package io.lexiseg.vision.pack.safetensors;

/** Element types of stored tensors. */
public enum TensorType {
  /** 32-bit floating point. */
  F32(4),
  /** 16-bit floating point, IEEE 754 binary16. */
  F16(2),
  /** The upper half of a 32-bit floating point number. */
  BF16(2),
  /** 64-bit floating point; listed, not read. */
  F64(8),
  /** 8-bit floating point, 4 bits of exponent; listed, not read. */
  F8_E4M3(1),
  /** 8-bit floating point, 5 bits of exponent; listed, not read. */
  F8_E5M2(1),
  /** Signed 64-bit integer; listed, not read. */
  I64(8),
  /** Signed 32-bit integer; listed, not read. */
  I32(4),
  /** Signed 16-bit integer; listed, not read. */
  I16(2),
  /** Signed 8-bit integer; listed, not read. */
  I8(1),
  /** Unsigned 64-bit integer; listed, not read. */
  U64(8),
  /** Unsigned 32-bit integer; listed, not read. */
  U32(4),
  /** Unsigned 16-bit integer; listed, not read. */
  U16(2),
  /** Unsigned 8-bit integer; listed, not read. */
  U8(1),
  /** A byte that is 0 or 1; listed, not read. */
  BOOL(1);

  private final int sizeBytes;

  TensorType(int sizeBytes) {
    this.sizeBytes = sizeBytes;
  }

  int sizeBytes() {
    return sizeBytes;
  }
}
