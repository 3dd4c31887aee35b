package io.lexiseg.vision.pack.onnx;

/**
 * Values of one tensor, row-major, read piece by piece when a network is written.
 *
 * <p><b>Threads:</b> one at a time.
 */
@FunctionalInterface
public interface WeightSource {
  /**
   * Reads values.
   *
   * @param from index of the first
   * @param target filled from its start; every value finite
   * @param count how many, at most {@code target.length}
   * @throws IllegalArgumentException if one of them is not finite
   */
  void read(long from, float[] target, int count);

  /**
   * The transposed matrix.
   *
   * @param rows of this matrix, at least 1
   * @param columns of this matrix, at least 1
   */
  default WeightSource transposed(int rows, int columns) {
    return (from, target, count) -> {
      int first = Math.toIntExact(from / rows);
      int last = Math.toIntExact((from + count - 1) / rows);
      float[] piece = new float[last - first + 1];
      for (int row = 0; row < rows; row++) {
        read((long) row * columns + first, piece, piece.length);
        for (int i = 0; i < piece.length; i++) {
          long at = (long) (first + i) * rows + row - from;
          if (at >= 0 && at < count) {
            target[(int) at] = piece[i];
          }
        }
      }
    };
  }
}
