package io.lexiseg.indexbuilder.faiss;

/**
 * What every faiss index begins with after its name.
 *
 * @param dimension components of a key, 1..65536
 * @param count keys, at least 1, no more than the file has room for
 */
record FaissHeader(int dimension, int count) {
  private static final int LARGEST_DIMENSION = 1 << 16;
  private static final int MOST_KEYS = Integer.MAX_VALUE - Long.BYTES;

  /**
   * Reads a header.
   *
   * @throws InvalidImportException if it is not that of a trained index for inner products
   */
  static FaissHeader read(FaissReader in) {
    int dimension = dimension(in);
    int count = count(in, dimension);
    in.skip(2L * Long.BYTES, "two unused numbers");
    long at = in.position();
    int trained = in.uint8("whether the index is trained");
    if (trained != 1) {
      throw in.refused(at, "1, a trained index", Integer.toString(trained));
    }
    at = in.position();
    int metric = in.int32("the metric");
    if (metric != 0) {
      String name = metric == 1 ? "1, L2 distance" : Integer.toString(metric);
      throw in.refused(at, "metric 0, inner product", name);
    }
    return new FaissHeader(dimension, count);
  }

  private static int dimension(FaissReader in) {
    long at = in.position();
    int dimension = in.int32("the dimension");
    if (dimension < 1 || dimension > LARGEST_DIMENSION) {
      throw in.refused(at, "a dimension of 1 to " + LARGEST_DIMENSION, Integer.toString(dimension));
    }
    return dimension;
  }

  private static int count(FaissReader in, int dimension) {
    long at = in.position();
    long count = in.int64("the number of keys");
    long most = Math.min(in.remaining() / ((long) Float.BYTES * dimension), MOST_KEYS);
    if (count < 1 || count > most) {
      throw in.refused(
          at,
          "1 to %d keys of %d components, as many as the rest of the file holds"
              .formatted(most, dimension),
          Long.toString(count));
    }
    return (int) count;
  }

  /** Bytes of a key. */
  long rowBytes() {
    return (long) Float.BYTES * dimension;
  }
}
