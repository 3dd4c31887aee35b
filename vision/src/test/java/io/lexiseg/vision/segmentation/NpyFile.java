package io.lexiseg.vision.segmentation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@link StageArray} and NumPy write: format 1.0, little-endian, C order. */
final class NpyFile {
  private static final int HEADER_LENGTH_AT = 8;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '([^']+)', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\), \\} *\\n");

  private final String type;
  private final int[] shape;
  private final ByteBuffer data;

  private NpyFile(String type, int[] shape, ByteBuffer data) {
    this.type = type;
    this.shape = shape;
    this.data = data;
  }

  static NpyFile read(Path path) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
    int start = HEADER_LENGTH_AT + Short.BYTES;
    int length = file.getShort(HEADER_LENGTH_AT);
    String header = new String(file.array(), start, length, StandardCharsets.US_ASCII);
    Matcher fields = HEADER.matcher(header);
    if (!fields.matches()) {
      throw new IOException("%s: header not understood: %s".formatted(path, header));
    }
    int[] shape =
        Arrays.stream(fields.group(2).split(","))
            .map(String::strip)
            .filter(axis -> !axis.isEmpty())
            .mapToInt(Integer::parseInt)
            .toArray();
    ByteBuffer data = file.position(start + length).slice().order(ByteOrder.LITTLE_ENDIAN);
    return new NpyFile(fields.group(1), shape, data);
  }

  String type() {
    return type;
  }

  int[] shape() {
    return shape;
  }

  ByteBuffer bytes() {
    return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  float[] floats() {
    FloatBuffer values = data.asFloatBuffer();
    float[] floats = new float[values.remaining()];
    values.get(floats);
    return floats;
  }

  int[] ints() {
    IntBuffer values = data.asIntBuffer();
    int[] ints = new int[values.remaining()];
    values.get(ints);
    return ints;
  }
}
