package io.lexiseg.vision.pack.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes files in the safetensors format, sound ones and others. */
public final class TensorFiles {
  private TensorFiles() {}

  /** A tensor of 32-bit numbers. */
  public static final class Values {
    final float[] values;
    final long[] shape;

    public Values(float[] values, long... shape) {
      this.values = values;
      this.shape = shape;
    }
  }

  /** A sound file. */
  public static Path write(Path file, Map<String, Values> tensors) throws IOException {
    StringBuilder header = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
    int end = 0;
    for (Map.Entry<String, Values> tensor : tensors.entrySet()) {
      int begin = end;
      end += tensor.getValue().values.length * Float.BYTES;
      header.append(
          ",\"%s\":%s"
              .formatted(tensor.getKey(), entry("F32", tensor.getValue().shape, begin, end)));
    }
    ByteBuffer data = ByteBuffer.allocate(end).order(ByteOrder.LITTLE_ENDIAN);
    tensors.values().forEach(tensor -> put(data, tensor.values));
    return write(file, header.append('}').toString(), data.array());
  }

  private static void put(ByteBuffer data, float[] values) {
    for (float value : values) {
      data.putFloat(value);
    }
  }

  /** What a header says of one tensor. */
  static String entry(String type, long[] shape, long begin, long end) {
    StringBuilder axes = new StringBuilder();
    for (long axis : shape) {
      axes.append(axes.isEmpty() ? "" : ",").append(axis);
    }
    return "{\"dtype\":\"%s\",\"shape\":[%s],\"data_offsets\":[%d,%d]}"
        .formatted(type, axes, begin, end);
  }

  /** Any header before any bytes. */
  static Path write(Path file, String header, byte... data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text).put(data);
    return Files.write(file, bytes.array());
  }
}
