package io.lexiseg.vision.pack.checkpoint;

import io.lexiseg.vision.pack.onnx.WeightSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * One tensor of a tower.
 *
 * @param origin its name in the file
 * @param shape lengths of its axes
 * @param values row-major, opened when they are asked for
 */
record Weight(String origin, List<Long> shape, Supplier<WeightSource> values) {
  Weight {
    shape = List.copyOf(shape);
  }

  static Weight of(String origin, float[] values, long... shape) {
    List<Long> axes = Arrays.stream(shape).boxed().toList();
    return new Weight(
        origin,
        axes,
        () ->
            (from, target, count) ->
                System.arraycopy(values, Math.toIntExact(from), target, 0, count));
  }

  long count() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  /** All values. */
  float[] read() {
    float[] read = new float[Math.toIntExact(count())];
    values.get().read(0, read, read.length);
    return read;
  }

  /** The matrix {@code [columns, rows]} of this one. */
  Weight transposed() {
    int rows = Math.toIntExact(shape.get(0));
    int columns = Math.toIntExact(shape.get(1));
    return new Weight(
        origin, List.of(shape.get(1), shape.get(0)), () -> values.get().transposed(rows, columns));
  }

  /** One of {@code parts} equal parts along the first axis. */
  Weight part(int number, int parts) {
    long length = count() / parts;
    List<Long> axes = new ArrayList<>(shape);
    axes.set(0, shape.get(0) / parts);
    return new Weight(
        "%s, part %d of %d".formatted(origin, number + 1, parts),
        axes,
        () -> {
          WeightSource whole = values.get();
          return (from, target, count) -> whole.read(number * length + from, target, count);
        });
  }

  /** Whether the shape is that one, axes of length 1 at the start aside. */
  boolean hasShape(List<Long> expected) {
    return trimmed(shape).equals(trimmed(expected));
  }

  private static List<Long> trimmed(List<Long> shape) {
    int first = 0;
    while (first < shape.size() && shape.get(first) == 1) {
      first++;
    }
    return shape.subList(first, shape.size());
  }
}
