package io.lexiseg.recognition.retrieval;

/**
 * Prototypes of exemplars, by id.
 *
 * <p><b>Threads:</b> any number.
 */
@FunctionalInterface
public interface ExemplarPrototypes {
  /** Knows none. */
  ExemplarPrototypes NONE =
      id -> {
        throw new IllegalArgumentException("exemplar %s: expected none here".formatted(id));
      };

  /**
   * The prototype of an exemplar.
   *
   * @return {@code [dimension]}, raw; read only
   * @throws IllegalArgumentException if the exemplar is not what it says
   * @throws io.lexiseg.prototypes.UnavailableException if it cannot be fetched now
   */
  float[] prototype(String id);
}
