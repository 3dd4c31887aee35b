package io.lexiseg.vision.pack.onnx;

import io.lexiseg.vision.encoder.engine.HalfFloat;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of weights that is written from start to end, each tensor at a multiple of 64 bytes. */
final class WeightFile implements Closeable {
  private static final int ALIGNMENT = 64;
  private static final int PIECE = 1 << 20;

  private final FileChannel channel;
  private final float[] values = new float[PIECE];
  private final ByteBuffer bytes =
      ByteBuffer.allocateDirect(PIECE * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);

  private WeightFile(FileChannel channel) {
    this.channel = channel;
  }

  static WeightFile create(Path file) throws IOException {
    return new WeightFile(
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  /** Appends a tensor and returns where it starts. */
  long append(String name, OnnxType type, WeightSource source, long count) throws IOException {
    long start = Math.floorDiv(channel.position() + ALIGNMENT - 1, (long) ALIGNMENT) * ALIGNMENT;
    channel.position(start);
    for (long from = 0; from < count; from += PIECE) {
      int length = (int) Math.min(PIECE, count - from);
      source.read(from, values, length);
      bytes.clear().limit(length * type.sizeBytes());
      encode(name, type, values, length, bytes);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
    return start;
  }

  /** A tensor's bytes at once. */
  static ByteBuffer bytes(String name, OnnxType type, WeightSource source, int count) {
    float[] values = new float[count];
    source.read(0, values, count);
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(count, type.sizeBytes()))
            .order(ByteOrder.LITTLE_ENDIAN);
    encode(name, type, values, count, bytes);
    return bytes;
  }

  private static void encode(
      String name, OnnxType type, float[] values, int count, ByteBuffer bytes) {
    if (type == OnnxType.FLOAT32) {
      FloatBuffer target = bytes.asFloatBuffer();
      target.put(values, 0, count);
      return;
    }
    ShortBuffer target = bytes.asShortBuffer();
    for (int i = 0; i < count; i++) {
      short half = HalfFloat.encode(values[i]);
      if (!Float.isFinite(HalfFloat.decode(half))) {
        throw new IllegalArgumentException(
            "tensor %s: expected values that 16 bits can hold, got %s".formatted(name, values[i]));
      }
      target.put(half);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
