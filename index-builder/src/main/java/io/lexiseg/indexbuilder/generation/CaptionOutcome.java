package io.lexiseg.indexbuilder.generation;

import java.util.List;

/**
 * What became of a caption: each of its nouns is a prototype or was dropped with a reason.
 *
 * @param task what was asked
 * @param prototypes in the order of the nouns in the caption
 * @param dropped nouns that gave none, or one entry without a noun for the whole caption
 */
public record CaptionOutcome(
    CaptionTask task, List<GeneratedPrototype> prototypes, List<DroppedNoun> dropped) {
  public CaptionOutcome {
    prototypes = List.copyOf(prototypes);
    dropped = List.copyOf(dropped);
  }
}
