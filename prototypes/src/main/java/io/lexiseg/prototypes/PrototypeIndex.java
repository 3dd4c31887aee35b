package io.lexiseg.prototypes;

import java.util.List;

/**
 * One generation of a prototype index, open for reading: unit keys in text space, a raw visual
 * prototype under each.
 *
 * <p><b>Threads:</b> may be called from any number of threads. <b>Errors:</b> a world that does not
 * answer is an {@link UnavailableException}; short or wrong answers never pass as results.
 */
public interface PrototypeIndex extends AutoCloseable {
  /** What the index holds and where it came from. */
  IndexManifest manifest();

  /**
   * Finds the keys most similar to a query by cosine.
   *
   * @param key {@code [keyDimension]}, unit L2 norm, read only
   * @param k at least 1; more than the index holds returns all
   * @return best first, equal similarities by id; exactly {@code min(k, count)} of them
   */
  List<Neighbour> nearest(float[] key, int k);

  /**
   * Finds the keys most similar to each of several queries.
   *
   * @param keys {@code [keyDimension]} each, unit L2 norm, read only
   * @return for each, in order, exactly what {@link #nearest(float[], int)} gives
   */
  default List<List<Neighbour>> nearest(List<float[]> keys, int k) {
    return keys.stream().map(key -> nearest(key, k)).toList();
  }

  /**
   * Fetches prototypes.
   *
   * @param ids of this generation
   * @return {@code [ids, prototypeDimension]}, row-major, raw, owned by the caller
   * @throws IllegalArgumentException if an id is not in the index
   */
  float[] prototypes(long[] ids);

  /**
   * Fetches keys, so that an index can be copied or measured.
   *
   * @param ids of this generation
   * @return {@code [ids, keyDimension]}, row-major, unit L2 norm, owned by the caller
   * @throws IllegalArgumentException if an id is not in the index
   */
  float[] keys(long[] ids);

  /** The noun each prototype was found under, for display, in order of the ids given. */
  List<String> nouns(long[] ids);

  /** Releases what the index holds open; idempotent. */
  @Override
  void close();
}
