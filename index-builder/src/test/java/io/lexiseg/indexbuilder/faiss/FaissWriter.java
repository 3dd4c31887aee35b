package io.lexiseg.indexbuilder.faiss;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Writes the layouts of faiss, to try the reader with shapes that are rare. */
final class FaissWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Random random;

  FaissWriter(Random random) {
    this.random = random;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  FaissWriter flat(float[][] keys) {
    name("IxFI").header(keys).int64((long) keys.length * keys[0].length);
    for (float[] key : keys) {
      floats(key);
    }
    return this;
  }

  /** A graph with random links. */
  FaissWriter graph(float[][] keys) {
    name("IHNf").header(keys);
    vector(Double.BYTES, random.nextInt(5));
    vector(Integer.BYTES, random.nextInt(5));
    vector(Integer.BYTES, keys.length);
    vector(Long.BYTES, keys.length + 1);
    vector(Integer.BYTES, random.nextInt(100));
    noise(5 * Integer.BYTES);
    return flat(keys);
  }

  /**
   * Lists with every key in one of them.
   *
   * @param lists at least 1
   * @param sparse whether sizes are written with the number of their list, empty ones left out
   * @param directMap its type, 0 to 2
   */
  FaissWriter lists(float[][] keys, int lists, boolean sparse, int directMap) {
    int[] listOf = random.ints(keys.length, 0, lists).toArray();
    name("IwFl").header(keys).int64(lists).int64(1);
    flat(new float[lists][keys[0].length]);
    out.write(directMap);
    vector(Long.BYTES, directMap == 1 ? keys.length : 0);
    if (directMap == 2) {
      vector(2 * Long.BYTES, keys.length);
    }
    name("ilar").int64(lists).int64(4L * keys[0].length);
    sizes(listOf, lists, sparse);
    for (int list = 0; list < lists; list++) {
      for (int row = 0; row < keys.length; row++) {
        if (listOf[row] == list) {
          floats(keys[row]);
        }
      }
      for (int row = 0; row < keys.length; row++) {
        if (listOf[row] == list) {
          int64(row);
        }
      }
    }
    return this;
  }

  private void sizes(int[] listOf, int lists, boolean sparse) {
    long[] sizes = new long[lists];
    int filled = 0;
    for (int list : listOf) {
      filled += sizes[list]++ == 0 ? 1 : 0;
    }
    name(sparse ? "sprs" : "full").int64(sparse ? 2L * filled : lists);
    for (int list = 0; list < lists; list++) {
      if (!sparse) {
        int64(sizes[list]);
      } else if (sizes[list] > 0) {
        int64(list).int64(sizes[list]);
      }
    }
  }

  /** Begins an index whose keys have numbers; the index inside and {@link #numbers} follow. */
  FaissWriter renumbered(String name, float[][] keys) {
    return name(name).header(keys);
  }

  FaissWriter numbers(int[] numbers) {
    int64(numbers.length);
    for (int number : numbers) {
      int64(number);
    }
    return this;
  }

  FaissWriter name(String fourcc) {
    out.writeBytes(fourcc.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  private FaissWriter header(float[][] keys) {
    int32(keys[0].length).int64(keys.length);
    noise(2 * Long.BYTES);
    out.write(1);
    return int32(0);
  }

  private FaissWriter int32(int value) {
    out.writeBytes(little(Integer.BYTES).putInt(value).array());
    return this;
  }

  private FaissWriter int64(long value) {
    out.writeBytes(little(Long.BYTES).putLong(value).array());
    return this;
  }

  private void floats(float[] values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    out.writeBytes(buffer.array());
  }

  private void vector(int elementBytes, int count) {
    int64(count);
    noise(elementBytes * count);
  }

  private void noise(int bytes) {
    byte[] noise = new byte[bytes];
    random.nextBytes(noise);
    out.writeBytes(noise);
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
