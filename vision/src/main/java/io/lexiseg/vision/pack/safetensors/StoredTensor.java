package io.lexiseg.vision.pack.safetensors;

import io.lexiseg.vision.encoder.engine.HalfFloat;
import io.lexiseg.vision.pack.onnx.WeightSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * One tensor of a file.
 *
 * @param file that holds it
 * @param name of the tensor
 * @param type of its elements
 * @param shape lengths of its axes, outermost first; empty: a single number
 * @param offset of its first byte in the file
 */
public record StoredTensor(Path file, String name, TensorType type, List<Long> shape, long offset) {
  /** Copies the shape. */
  public StoredTensor {
    shape = List.copyOf(shape);
  }

  /** Number of elements. */
  public long count() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  /**
   * The values as 32-bit numbers. The file is mapped into memory, not read as a whole; it must not
   * change as long as the source is in use.
   *
   * @return a source that refuses values that are not finite
   * @throws IllegalArgumentException if the type is none of F32, F16 and BF16
   * @throws UncheckedIOException if the file cannot be opened
   */
  public WeightSource values() {
    if (type != TensorType.F32 && type != TensorType.F16 && type != TensorType.BF16) {
      throw new MalformedTensorsException(file, "tensor " + name, "F32, F16 or BF16", type);
    }
    ByteBuffer bytes = map();
    WeightSource source =
        switch (type) {
          case F32 -> floats(bytes.asFloatBuffer());
          case F16 -> halves(bytes.asShortBuffer());
          default -> shortened(bytes.asShortBuffer());
        };
    return finite(source);
  }

  private ByteBuffer map() {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = count() * type.sizeBytes();
      return channel
          .map(FileChannel.MapMode.READ_ONLY, offset, size)
          .order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static WeightSource floats(FloatBuffer values) {
    return (from, target, count) -> values.get(Math.toIntExact(from), target, 0, count);
  }

  private static WeightSource halves(ShortBuffer values) {
    return (from, target, count) -> {
      int first = Math.toIntExact(from);
      for (int i = 0; i < count; i++) {
        target[i] = HalfFloat.decode(values.get(first + i));
      }
    };
  }

  private static WeightSource shortened(ShortBuffer values) {
    return (from, target, count) -> {
      int first = Math.toIntExact(from);
      for (int i = 0; i < count; i++) {
        target[i] = Float.intBitsToFloat(values.get(first + i) << 16);
      }
    };
  }

  private WeightSource finite(WeightSource source) {
    return (from, target, count) -> {
      source.read(from, target, count);
      for (int i = 0; i < count; i++) {
        if (!Float.isFinite(target[i])) {
          throw new MalformedTensorsException(
              file, "tensor %s, value %d".formatted(name, from + i), "a finite number", target[i]);
        }
      }
    };
  }
}
