package io.lexiseg.indexbuilder.inspection;

import io.lexiseg.indexbuilder.generation.CaptionTask;
import io.lexiseg.indexbuilder.generation.DroppedNoun;
import io.lexiseg.indexbuilder.generation.GeneratedPrototype;
import java.util.List;
import java.util.Optional;

/**
 * A prototype as a page shows it.
 *
 * @param number among all that were made, from 0
 * @param task what it was made of
 * @param prototype itself
 * @param drop why it is not in the index; empty: it is
 * @param neighbours those of all that were made whose values are nearest, best first
 */
record InspectedPrototype(
    int number,
    CaptionTask task,
    GeneratedPrototype prototype,
    Optional<DroppedNoun> drop,
    List<Near> neighbours) {
  InspectedPrototype {
    neighbours = List.copyOf(neighbours);
  }

  /**
   * A neighbour.
   *
   * @param number among all that were made
   * @param similarity cosine of the values, -1..1
   */
  record Near(int number, String noun, float similarity) {}
}
