package io.lexiseg.indexbuilder.published;

import io.lexiseg.indexbuilder.faiss.InvalidImportException;
import io.lexiseg.prototypes.HalfFloats;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array of floating-point numbers from a NumPy {@code .npy} file, format versions 1 to 3. The
 * order is little-endian, with 2, 4 or 8 bytes a number.
 *
 * <p><b>Ownership:</b> the values are the reader's to use and not copied.
 */
public final class NpyArray {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LENGTH_AT = 8;
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*(?:'([^']*)'|(\\[[^]]*]))");
  private static final Pattern SHAPE =
      Pattern.compile(
          "'shape'\\s*:\\s*\\(\\s*((?:[0-9]{1,9}(?:\\s*,\\s*[0-9]{1,9})*\\s*,?\\s*)?)\\)");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");

  private final List<Integer> shape;
  private final float[] values;

  private NpyArray(List<Integer> shape, float[] values) {
    this.shape = List.copyOf(shape);
    this.values = values;
  }

  /**
   * Reads a whole file.
   *
   * @param file its bytes, read only
   * @param where names the file in messages
   * @throws InvalidImportException naming the byte, if it is no such array or of a wrong length
   */
  public static NpyArray parse(byte[] file, String where) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (file.length < LENGTH_AT + Short.BYTES
        || !bytes.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      throw refused(where, 0, "a NumPy array (\\x93NUMPY)", start(file));
    }
    int version = file[MAGIC.length];
    if (version < 1 || version > 3) {
      throw refused(where, MAGIC.length, "format version 1 to 3", Integer.toString(version));
    }
    boolean small = version == 1;
    int headerAt = LENGTH_AT + (small ? Short.BYTES : Integer.BYTES);
    long length = -1;
    if (file.length >= headerAt) {
      length =
          small
              ? Short.toUnsignedInt(bytes.getShort(LENGTH_AT))
              : Integer.toUnsignedLong(bytes.getInt(LENGTH_AT));
    }
    if (length < 0 || length > file.length - headerAt) {
      throw refused(
          where, LENGTH_AT, "a header inside %d bytes".formatted(file.length), "" + length);
    }
    return array(file, headerAt, (int) length, where);
  }

  private static NpyArray array(byte[] file, int headerAt, int length, String where) {
    String header = new String(file, headerAt, length, StandardCharsets.ISO_8859_1);
    int numberBytes = numberBytes(header, headerAt, where);
    List<Integer> shape = shape(header, headerAt, where);
    boolean transposed =
        find(FORTRAN, header, headerAt, "a fortran_order", where).group(1).equals("True");
    if (transposed && shape.stream().filter(size -> size != 1).count() > 1) {
      throw refused(where, headerAt, "fortran_order False", "True");
    }
    int dataAt = headerAt + length;
    long count = shape.stream().mapToLong(Integer::longValue).reduce(1, NpyArray::product);
    long found = (long) file.length - dataAt;
    if (count > found || count * numberBytes != found) {
      throw refused(
          where,
          dataAt,
          "%s numbers of %d bytes to the end".formatted(shape, numberBytes),
          found + " bytes");
    }
    ByteBuffer data = ByteBuffer.wrap(file, dataAt, (int) found).slice();
    return new NpyArray(shape, values(data.order(ByteOrder.LITTLE_ENDIAN), numberBytes));
  }

  /** The product, or the largest number where it would be larger. */
  private static long product(long a, long b) {
    return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
  }

  private static int numberBytes(String header, int headerAt, String where) {
    Matcher type = find(TYPE, header, headerAt, "a descr", where);
    String found = type.group(1) == null ? type.group(2) : type.group(1);
    return switch (found) {
      case "<f2" -> Short.BYTES;
      case "<f4" -> Float.BYTES;
      case "<f8" -> Double.BYTES;
      default ->
          throw refused(
              where,
              headerAt + type.start(),
              "little-endian floating-point numbers (descr <f2, <f4 or <f8)",
              "'%s'".formatted(found));
    };
  }

  private static List<Integer> shape(String header, int headerAt, String where) {
    String sizes = find(SHAPE, header, headerAt, "a shape", where).group(1);
    List<Integer> shape = new ArrayList<>();
    for (String size : sizes.split(",")) {
      if (!size.isBlank()) {
        shape.add(Integer.parseInt(size.strip()));
      }
    }
    return shape;
  }

  private static Matcher find(
      Pattern pattern, String header, int headerAt, String what, String where) {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw refused(where, headerAt, what + " in the header", header.strip());
    }
    return matcher;
  }

  private static float[] values(ByteBuffer data, int numberBytes) {
    float[] values = new float[data.capacity() / numberBytes];
    if (numberBytes == Float.BYTES) {
      data.asFloatBuffer().get(values);
      return values;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] =
          numberBytes == Short.BYTES
              ? HalfFloats.toFloat(data.getShort(i * Short.BYTES))
              : (float) data.getDouble(i * Double.BYTES);
    }
    return values;
  }

  private static String start(byte[] file) {
    StringBuilder start = new StringBuilder("%d bytes:".formatted(file.length));
    for (int i = 0; i < Math.min(file.length, MAGIC.length); i++) {
      start.append(" %02x".formatted(file[i]));
    }
    return start.toString();
  }

  private static InvalidImportException refused(
      String where, long at, String expected, String found) {
    return new InvalidImportException(
        "%s: byte %d: expected %s, found %s".formatted(where, at, expected, found));
  }

  /** Length of each axis; empty for a single number. */
  public List<Integer> shape() {
    return shape;
  }

  /** The numbers, the last axis fastest; not copied. */
  public float[] values() {
    return values;
  }
}
