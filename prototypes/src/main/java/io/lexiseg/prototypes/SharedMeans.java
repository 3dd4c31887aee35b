package io.lexiseg.prototypes;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store of resolved categories that several processes share. */
public interface SharedMeans extends AutoCloseable {
  /** Holds nothing and keeps nothing. */
  SharedMeans NONE =
      new SharedMeans() {
        @Override
        public List<Optional<byte[]>> fetch(List<String> keys) {
          return Collections.nCopies(keys.size(), Optional.empty());
        }

        @Override
        public void store(Map<String, byte[]> values) {}

        @Override
        public void close() {}
      };

  /**
   * Looks values up.
   *
   * @return one for each key, in order, empty where there is none
   * @throws io.lexiseg.prototypes.UnavailableException if the store does not answer, or refuses
   */
  List<Optional<byte[]>> fetch(List<String> keys);

  /**
   * Keeps values, over those there.
   *
   * @throws io.lexiseg.prototypes.UnavailableException if the store does not answer, or refuses
   */
  void store(Map<String, byte[]> values);

  /** Releases the connection; idempotent. */
  @Override
  void close();
}
