package io.lexiseg.prototypes.file;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Layout and arithmetic of keys stored in blocks: within a block all rows' first component, then
 * all rows' second component, and so on. So the inner loop of a search runs over rows, needs no
 * reduction and is vectorised by the compiler on any Java. The last block is filled with zeros.
 *
 * <p>Each row's products are added in {@code float}, four components at a time: of unit vectors of
 * 768 components the sum is exact to about 5e-7, where adding one by one is to about 1e-6.
 *
 * <p><b>Threads:</b> one at a time; the working buffers are reused by the next block.
 */
final class KeyBlocks {
  private static final int UNROLL = 4;

  /**
   * Components copied from the map at a time; with {@link #ROWS} rows they stay in the L1 cache.
   */
  private static final int COMPONENTS = 4 * UNROLL;

  /** Rows of a block in new files. */
  static final int ROWS = 256;

  private final float[] query;
  private final int rows;
  private final float[] chunk;
  private final float[] products;

  /**
   * Prepares the search for one query.
   *
   * @param query {@code [dimension]}, kept
   */
  KeyBlocks(float[] query, int rows) {
    this.query = query;
    this.rows = rows;
    this.chunk = new float[COMPONENTS * rows];
    this.products = new float[rows];
  }

  /** Puts a key into a block {@code [dimension, rows]}. */
  static void putRow(float[] block, int rows, int row, float[] key) {
    for (int d = 0; d < key.length; d++) {
      block[d * rows + row] = key[d];
    }
  }

  /** Takes a key out of a block {@code [dimension, rows]}. */
  static void getRow(FloatBuffer block, int rows, int row, float[] target, int offset, int size) {
    for (int d = 0; d < size; d++) {
      target[offset + d] = block.get(d * rows + row);
    }
  }

  /**
   * Inner products of the query with every row of a block.
   *
   * @param block {@code [dimension, rows]}
   * @return {@code [rows]}, valid until the next call
   */
  float[] products(FloatBuffer block) {
    Arrays.fill(products, 0f);
    for (int from = 0; from < query.length; from += COMPONENTS) {
      int components = Math.min(COMPONENTS, query.length - from);
      block.get(from * rows, chunk, 0, components * rows);
      int c = 0;
      for (; c + UNROLL <= components; c += UNROLL) {
        addFour(chunk, c * rows, query, from + c, rows, products);
      }
      for (; c < components; c++) {
        addOne(chunk, c * rows, query[from + c], rows, products);
      }
    }
    return products;
  }

  private static void addOne(
      float[] chunk, int offset, float component, int rows, float[] products) {
    for (int r = 0; r < rows; r++) {
      products[r] += component * chunk[offset + r];
    }
  }

  private static void addFour(
      float[] chunk, int first, float[] query, int d, int rows, float[] products) {
    float q0 = query[d];
    float q1 = query[d + 1];
    float q2 = query[d + 2];
    float q3 = query[d + 3];
    int second = first + rows;
    int third = second + rows;
    int fourth = third + rows;
    for (int r = 0; r < rows; r++) {
      products[r] =
          products[r]
              + ((q0 * chunk[first + r] + q1 * chunk[second + r])
                  + (q2 * chunk[third + r] + q3 * chunk[fourth + r]));
    }
  }
}
