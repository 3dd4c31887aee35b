package io.lexiseg.prototypes.redisearch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Vectors as the search module reads them: {@code float}, little-endian, without a header. */
final class VectorBytes {
  private VectorBytes() {}

  static byte[] encode(float[] vector) {
    byte[] bytes = new byte[vector.length * Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(vector);
    return bytes;
  }

  /** Reads {@code dimension} components into the target. */
  static void decode(byte[] bytes, float[] target, int offset, int dimension) {
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(target, offset, dimension);
  }
}
