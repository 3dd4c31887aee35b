package io.lexiseg.prototypes.file;

import io.lexiseg.prototypes.ExactAnswer;
import io.lexiseg.prototypes.PrototypeIndex;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds neighbours in any index exactly, by reading all its keys once for all queries. */
public final class ExactNeighbours {
  private static final int ROWS = KeyBlocks.ROWS;

  private ExactNeighbours() {}

  /**
   * Searches.
   *
   * @param queries unit vectors {@code [keyDimension]}, kept
   * @param k neighbours of each, at least 1, at most as many as there are keys
   * @return an answer to each query, in their order
   */
  public static List<ExactAnswer> of(PrototypeIndex index, List<float[]> queries, int k) {
    List<NearestHeap> heaps = queries.stream().map(query -> new NearestHeap(k)).toList();
    int dimension = index.manifest().keyDimension();
    KeyBlocks search = new KeyBlocks(queries, dimension);
    float[] block = new float[Math.multiplyExact(dimension, ROWS)];
    long count = index.manifest().count();
    for (long first = 0; first < count; first += ROWS) {
      int rows = (int) Math.min(ROWS, count - first);
      read(index, first, rows, block);
      float[][] products = search.products(FloatBuffer.wrap(block));
      for (int q = 0; q < products.length; q++) {
        heaps.get(q).offerAll(products[q], rows, first);
      }
    }
    List<ExactAnswer> answers = new ArrayList<>(queries.size());
    for (int q = 0; q < queries.size(); q++) {
      answers.add(new ExactAnswer(queries.get(q), heaps.get(q).sorted()));
    }
    return answers;
  }

  /** Fills the first rows of a block {@code [dimension, ROWS]}. */
  private static void read(PrototypeIndex index, long first, int rows, float[] block) {
    long[] ids = new long[rows];
    Arrays.setAll(ids, i -> first + i);
    float[] keys = index.keys(ids);
    int dimension = index.manifest().keyDimension();
    for (int row = 0; row < rows; row++) {
      KeyBlocks.putRow(
          block, row, Arrays.copyOfRange(keys, row * dimension, (row + 1) * dimension));
    }
  }
}
