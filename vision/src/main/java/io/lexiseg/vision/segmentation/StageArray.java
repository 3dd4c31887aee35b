package io.lexiseg.vision.segmentation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * One intermediate of a segmentation: a name, a shape, values in row-major order.
 *
 * <p><b>Ownership:</b> values are kept, not copied; nobody may write to them afterwards.
 */
public final class StageArray {
  /** An npy file's data start at a multiple of this. */
  private static final int ALIGNMENT = 64;

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  private final String name;
  private final int[] shape;
  private final String type;
  private final ByteBuffer bytes;

  private StageArray(String name, int[] shape, String type, ByteBuffer bytes, int size) {
    long expected = Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
    if (expected != size) {
      throw new IllegalArgumentException(
          "%s: expected %d values for shape %s, got %d"
              .formatted(name, expected, Arrays.toString(shape), size));
    }
    this.name = name;
    this.shape = shape.clone();
    this.type = type;
    this.bytes = bytes;
  }

  /** Single-precision values. */
  static StageArray of(String name, float[] values, int... shape) {
    ByteBuffer bytes = littleEndian(Math.multiplyExact(values.length, Float.BYTES));
    bytes.asFloatBuffer().put(values);
    return new StageArray(name, shape, "<f4", bytes, values.length);
  }

  /** Single-precision values, row by row. */
  static StageArray of(String name, float[][] rows, int... shape) {
    int size = Arrays.stream(rows).mapToInt(row -> row.length).reduce(0, Math::addExact);
    float[] values = new float[size];
    int at = 0;
    for (float[] row : rows) {
      System.arraycopy(row, 0, values, at, row.length);
      at += row.length;
    }
    return of(name, values, shape);
  }

  /** Integers. */
  static StageArray of(String name, int[] values, int... shape) {
    ByteBuffer bytes = littleEndian(Math.multiplyExact(values.length, Integer.BYTES));
    bytes.asIntBuffer().put(values);
    return new StageArray(name, shape, "<i4", bytes, values.length);
  }

  /** Unsigned 16-bit integers. */
  static StageArray of(String name, short[] values, int... shape) {
    ByteBuffer bytes = littleEndian(Math.multiplyExact(values.length, Short.BYTES));
    bytes.asShortBuffer().put(values);
    return new StageArray(name, shape, "<u2", bytes, values.length);
  }

  /** Unsigned 8-bit integers. */
  static StageArray of(String name, byte[] values, int... shape) {
    return new StageArray(name, shape, "|u1", ByteBuffer.wrap(values), values.length);
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The stage, and the window's number where there is one per window: {@code labels-2}. */
  public String name() {
    return name;
  }

  /** Length of each axis, a copy. */
  public int[] shape() {
    return shape.clone();
  }

  /**
   * Writes the array as {@code name.npy}, NumPy's format 1.0, little-endian.
   *
   * @param folder which is there
   */
  public void writeTo(Path folder) throws IOException {
    byte[] header = header();
    ByteBuffer file = ByteBuffer.allocate(Math.addExact(header.length, bytes.capacity()));
    file.put(header).put(bytes.duplicate().clear());
    Files.write(folder.resolve(name + ".npy"), file.array());
  }

  private byte[] header() {
    String axes =
        Arrays.stream(shape).mapToObj(length -> length + ",").collect(Collectors.joining(" "));
    String text = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type, axes);
    int before = MAGIC.length + Short.BYTES;
    int unpadded = before + text.length() + 1;
    int length = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - before;
    return littleEndian(before + length)
        .put(MAGIC)
        .putShort((short) length)
        .put(text.getBytes(StandardCharsets.US_ASCII))
        .put(" ".repeat(length - text.length() - 1).getBytes(StandardCharsets.US_ASCII))
        .put((byte) '\n')
        .array();
  }
}
