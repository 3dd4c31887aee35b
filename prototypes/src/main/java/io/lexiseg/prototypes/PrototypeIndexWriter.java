package io.lexiseg.prototypes;

import java.util.Map;

/**
 * Fills one new generation of a prototype index; nothing is visible to readers before {@link
 * #publish}.
 *
 * <p><b>Threads:</b> one at a time. Closing without publishing discards what was added.
 */
public interface PrototypeIndexWriter extends AutoCloseable {
  /** What the generation is going to hold. */
  IndexDescription description();

  /**
   * Adds a pair; ids count up from 0 in order of addition.
   *
   * @param noun shown to people
   * @param key {@code [keyDimension]}, unit L2 norm within 1e-3, stored with unit norm, copied
   * @param prototype {@code [prototypeDimension]}, raw, finite, copied
   * @throws IllegalArgumentException if a dimension, the norm or a value is wrong
   */
  void add(String noun, float[] key, float[] prototype);

  /**
   * Makes the generation visible in one switch.
   *
   * @return its manifest
   * @throws IllegalStateException if nothing was added
   */
  default IndexManifest publish() {
    return publish(Map.of());
  }

  /**
   * As {@link #publish()}, with facts that were not known before.
   *
   * @param learnt added to the description's provenance; they win over its facts of the same name
   */
  IndexManifest publish(Map<String, String> learnt);

  /** Releases what the writer holds; idempotent. */
  @Override
  void close();
}
