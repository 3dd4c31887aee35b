package io.lexiseg.prototypes.redisearch;

import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.HalfFloats;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;

/** Vectors as the search module reads them: little-endian, without a header. */
final class VectorBytes {
  private VectorBytes() {}

  static byte[] encode(float[] vector, ComponentType type) {
    byte[] bytes = new byte[Math.multiplyExact(vector.length, type.sizeBytes())];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (type == ComponentType.FLOAT32) {
      buffer.asFloatBuffer().put(vector);
    } else {
      for (float component : vector) {
        buffer.putShort(HalfFloats.fromFloat(component));
      }
    }
    return bytes;
  }

  /** Reads {@code dimension} components into the target. */
  static void decode(byte[] bytes, ComponentType type, float[] target, int offset, int dimension) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (type == ComponentType.FLOAT32) {
      buffer.asFloatBuffer().get(target, offset, dimension);
      return;
    }
    ShortBuffer halves = buffer.asShortBuffer();
    for (int d = 0; d < dimension; d++) {
      target[offset + d] = HalfFloats.toFloat(halves.get(d));
    }
  }
}
