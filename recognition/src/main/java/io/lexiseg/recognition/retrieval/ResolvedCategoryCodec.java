package io.lexiseg.recognition.retrieval;

import io.lexiseg.recognition.category.Support.NearestNoun;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Bytes of a resolved category, little-endian: magic, CRC-32 of the rest; text dimension,
 * dimension, number of prototypes, number of rows kept; text embedding and rows as floats; number
 * of nouns, each with its similarity and its length in UTF-8. Decoding gives back the same bits.
 */
final class ResolvedCategoryCodec {
  private static final int MAGIC = 0x3243584c; // "LXC2"
  private static final int HEADER_BYTES = 2 * Integer.BYTES;

  private final int textDimension;
  private final int dimension;

  ResolvedCategoryCodec(int textDimension, int dimension) {
    this.textDimension = textDimension;
    this.dimension = dimension;
  }

  byte[] encode(ResolvedCategory category) {
    List<byte[]> nouns =
        category.nearest().stream().map(n -> n.noun().getBytes(StandardCharsets.UTF_8)).toList();
    int nounBytes =
        nouns.stream().mapToInt(noun -> Float.BYTES + Integer.BYTES + noun.length).sum();
    int floats = textDimension + category.kept().length;
    int size = HEADER_BYTES + Integer.BYTES * (floats + 5) + nounBytes;
    ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    buffer.position(HEADER_BYTES);
    buffer.putInt(textDimension).putInt(dimension).putInt(category.prototypes());
    buffer.putInt(category.kept().length / dimension);
    putFloats(buffer, category.textEmbedding());
    putFloats(buffer, category.kept());
    buffer.putInt(nouns.size());
    for (int i = 0; i < nouns.size(); i++) {
      buffer.putFloat(category.nearest().get(i).similarity());
      buffer.putInt(nouns.get(i).length).put(nouns.get(i));
    }
    buffer.putInt(0, MAGIC).putInt(Integer.BYTES, checksum(buffer.array()));
    return buffer.array();
  }

  /** The category, or empty where the bytes are damaged, of another version or of other sizes. */
  Optional<ResolvedCategory> decode(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    try {
      if (buffer.getInt() != MAGIC
          || buffer.getInt() != checksum(bytes)
          || buffer.getInt() != textDimension
          || buffer.getInt() != dimension) {
        return Optional.empty();
      }
      return Optional.of(read(buffer));
    } catch (BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  private ResolvedCategory read(ByteBuffer buffer) {
    int prototypes = buffer.getInt();
    int rows = buffer.getInt();
    float[] textEmbedding = getFloats(buffer, textDimension);
    float[] kept = getFloats(buffer, rows * dimension);
    List<NearestNoun> nearest = new ArrayList<>();
    for (int left = buffer.getInt(); left > 0; left--) {
      float similarity = buffer.getFloat();
      byte[] noun = new byte[buffer.getInt()];
      buffer.get(noun);
      nearest.add(new NearestNoun(new String(noun, StandardCharsets.UTF_8), similarity));
    }
    return new ResolvedCategory(textEmbedding, kept, prototypes, nearest);
  }

  private static int checksum(byte[] bytes) {
    if (bytes.length < HEADER_BYTES) {
      return 0;
    }
    CRC32 crc = new CRC32();
    crc.update(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES);
    return (int) crc.getValue();
  }

  private static void putFloats(ByteBuffer buffer, float[] values) {
    for (float value : values) {
      buffer.putFloat(value);
    }
  }

  private static float[] getFloats(ByteBuffer buffer, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = buffer.getFloat();
    }
    return values;
  }
}
