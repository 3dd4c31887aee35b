package io.lexiseg.recognition.exemplar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Bytes of a prototype, little-endian: magic, CRC-32 of the rest, components as floats. Decoding
 * gives back the same bits.
 */
final class PrototypeCodec {
  private static final int MAGIC = 0x3145584c; // "LXE1"
  private static final int HEADER_BYTES = 2 * Integer.BYTES;

  private final int dimension;

  PrototypeCodec(int dimension) {
    this.dimension = dimension;
  }

  byte[] encode(float[] prototype) {
    ByteBuffer buffer =
        ByteBuffer.allocate(HEADER_BYTES + Float.BYTES * dimension).order(ByteOrder.LITTLE_ENDIAN);
    buffer.position(HEADER_BYTES);
    for (float value : prototype) {
      buffer.putFloat(value);
    }
    buffer.putInt(0, MAGIC).putInt(Integer.BYTES, checksum(buffer.array()));
    return buffer.array();
  }

  /** The prototype, or empty where the bytes are damaged, of another version or another size. */
  Optional<float[]> decode(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length != HEADER_BYTES + Float.BYTES * dimension
        || buffer.getInt() != MAGIC
        || buffer.getInt() != checksum(bytes)) {
      return Optional.empty();
    }
    float[] prototype = new float[dimension];
    for (int d = 0; d < dimension; d++) {
      prototype[d] = buffer.getFloat();
    }
    return Optional.of(prototype);
  }

  private static int checksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES);
    return (int) crc.getValue();
  }
}
