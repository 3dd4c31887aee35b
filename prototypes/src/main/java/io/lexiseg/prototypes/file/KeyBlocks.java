package io.lexiseg.prototypes.file;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Layout and arithmetic of keys stored in blocks of {@link #ROWS}: within a block all rows' first
 * component, then all rows' second component, and so on. So the inner loop of a search runs over
 * rows, needs no reduction and is vectorised by the compiler on any Java.
 *
 * <p>It is vectorised only while all places in an array differ by constants. So components are
 * copied to the start of one small array, where rows are {@link #ROWS} apart, and products have an
 * array for each query. The copy takes what the memory takes; of one query the products hardly show
 * beside it, and of several queries all use the same copy.
 *
 * <p>Each row's products are added in {@code float}, four components at a time: of unit vectors of
 * 768 components the sum is exact to about 5e-7, where adding one by one is to about 1e-6.
 *
 * <p><b>Threads:</b> one at a time; the working buffers are reused by the next block.
 */
final class KeyBlocks {
  /** Components copied from the map at a time; with {@link #ROWS} rows 8 KB, for the L1 cache. */
  private static final int COMPONENTS = 8;

  private static final int HALF = COMPONENTS / 2;

  /** Rows of a block. The last block is filled with zeros. */
  static final int ROWS = 256;

  private final List<float[]> queries;
  private final int dimension;
  private final float[] chunk = new float[COMPONENTS * ROWS];
  private final float[][] products;

  /**
   * Prepares a search.
   *
   * @param queries {@code [dimension]} each, kept
   */
  KeyBlocks(List<float[]> queries, int dimension) {
    this.queries = List.copyOf(queries);
    this.dimension = dimension;
    this.products = new float[queries.size()][ROWS];
  }

  /** Puts a key into a block {@code [dimension, ROWS]}. */
  static void putRow(float[] block, int row, float[] key) {
    for (int d = 0; d < key.length; d++) {
      block[d * ROWS + row] = key[d];
    }
  }

  /** Takes a key out of a block {@code [dimension, ROWS]}. */
  static void getRow(FloatBuffer block, int row, float[] target, int offset, int size) {
    for (int d = 0; d < size; d++) {
      target[offset + d] = block.get(d * ROWS + row);
    }
  }

  /**
   * Inner products of each query with every row of a block.
   *
   * @param block {@code [dimension, ROWS]}
   * @return {@code [queries][ROWS]}, valid until the next call
   */
  float[][] products(FloatBuffer block) {
    for (float[] sums : products) {
      Arrays.fill(sums, 0f);
    }
    for (int from = 0; from < dimension; from += COMPONENTS) {
      int components = Math.min(COMPONENTS, dimension - from);
      block.get(from * ROWS, chunk, 0, components * ROWS);
      for (int q = 0; q < products.length; q++) {
        add(queries.get(q), from, components, products[q]);
      }
    }
    return products;
  }

  private void add(float[] query, int from, int components, float[] sums) {
    if (components == COMPONENTS) {
      addEight(chunk, query, from, sums);
      return;
    }
    int c = 0;
    if (components >= HALF) {
      addFour(chunk, query, from, sums);
      c = HALF;
    }
    for (; c < components; c++) {
      addOne(chunk, c * ROWS, query[from + c], sums);
    }
  }

  private static void addOne(float[] chunk, int offset, float component, float[] sums) {
    for (int r = 0; r < ROWS; r++) {
      sums[r] += component * chunk[offset + r];
    }
  }

  private static void addFour(float[] chunk, float[] query, int d, float[] sums) {
    float q0 = query[d];
    float q1 = query[d + 1];
    float q2 = query[d + 2];
    float q3 = query[d + 3];
    for (int r = 0; r < ROWS; r++) {
      sums[r] =
          sums[r]
              + ((q0 * chunk[r] + q1 * chunk[ROWS + r])
                  + (q2 * chunk[2 * ROWS + r] + q3 * chunk[3 * ROWS + r]));
    }
  }

  /** As {@link #addFour} twice. */
  private static void addEight(float[] chunk, float[] query, int d, float[] sums) {
    float q0 = query[d];
    float q1 = query[d + 1];
    float q2 = query[d + 2];
    float q3 = query[d + 3];
    float q4 = query[d + 4];
    float q5 = query[d + 5];
    float q6 = query[d + 6];
    float q7 = query[d + 7];
    for (int r = 0; r < ROWS; r++) {
      float four =
          (q0 * chunk[r] + q1 * chunk[ROWS + r])
              + (q2 * chunk[2 * ROWS + r] + q3 * chunk[3 * ROWS + r]);
      float next =
          (q4 * chunk[4 * ROWS + r] + q5 * chunk[5 * ROWS + r])
              + (q6 * chunk[6 * ROWS + r] + q7 * chunk[7 * ROWS + r]);
      sums[r] = (sums[r] + four) + next;
    }
  }
}
