package io.lexiseg.vision.setting;

import io.lexiseg.vision.similarity.Aggregation;

/**
 * How a category finds its prototypes.
 *
 * @param neighbours keys retrieved for a category (K of Eq. 4), at least 1
 * @param relativeCut a retrieved key counts only when its similarity is at least the best one's
 *     minus this, 0..2; 2 keeps all
 * @param aggregation what becomes of the prototypes under them
 */
public record Retrieval(int neighbours, double relativeCut, Aggregation aggregation) {
  public Retrieval {
    if (neighbours < 1 || !(relativeCut >= 0 && relativeCut <= 2)) {
      throw new IllegalArgumentException(
          "retrieval: expected neighbours >= 1 and relativeCut 0..2, got %d and %s"
              .formatted(neighbours, relativeCut));
    }
  }
}
