package io.lexiseg.vision.similarity;

/**
 * Dot products of rows with a set of vectors, in tiles that stay in the fastest cache.
 *
 * <p>Immutable. Every product is summed in {@code float}, four components at a time in order of
 * dimension, wherever its row and vector stand. So equal inputs give equal results; with up to 2048
 * components of unit vectors their error stays below 1e-5.
 */
public final class DotProducts {
  /** Vectors and values of a tile. */
  private static final int TILE_VECTORS = 256;

  private static final int TILE_VALUES = 4096;

  /** Components added at once. Compilers turn loops over more arrays into no vector code. */
  private static final int STEP = 4;

  private final float[][] components;
  private final int vectors;

  /**
   * Keeps vectors.
   *
   * @param components {@code [dimension][vectors]}, kept, not copied
   * @param vectors how many there are, also where the dimension is 0
   */
  public DotProducts(float[][] components, int vectors) {
    this.components = components;
    this.vectors = vectors;
  }

  /** Number of vectors. */
  public int vectors() {
    return vectors;
  }

  /**
   * Multiplies.
   *
   * @param values {@code [*, dimension]}
   * @param rows which of them
   * @return {@code [rows][vectors]}, owned by the caller
   */
  public float[][] with(float[] values, int[] rows) {
    float[][] dots = new float[rows.length][vectors];
    int width = Math.max(1, Math.min(vectors, TILE_VECTORS));
    int depth = TILE_VALUES / width / STEP * STEP;
    for (int n = 0; n < vectors; n += width) {
      for (int d = 0; d < components.length; d += depth) {
        for (int k = 0; k < rows.length; k++) {
          addTile(values, rows[k], d, d + depth, dots[k], n, Math.min(n + width, vectors));
        }
      }
    }
    return dots;
  }

  private void addTile(float[] values, int row, int fromD, int toD, float[] dots, int n, int to) {
    int offset = row * components.length;
    int end = Math.min(toD, components.length);
    int d = fromD;
    for (; d + STEP <= end; d += STEP) {
      addFour(values, offset + d, d, dots, n, to);
    }
    for (; d < end; d++) {
      addOne(values[offset + d], components[d], dots, n, to);
    }
  }

  private void addFour(float[] values, int at, int d, float[] dots, int from, int to) {
    float f0 = values[at];
    float f1 = values[at + 1];
    float f2 = values[at + 2];
    float f3 = values[at + 3];
    float[] p0 = components[d];
    float[] p1 = components[d + 1];
    float[] p2 = components[d + 2];
    float[] p3 = components[d + 3];
    for (int n = from; n < to; n++) {
      dots[n] += f0 * p0[n] + f1 * p1[n] + f2 * p2[n] + f3 * p3[n];
    }
  }

  private static void addOne(float value, float[] component, float[] dots, int from, int to) {
    for (int n = from; n < to; n++) {
      dots[n] += value * component[n];
    }
  }
}
