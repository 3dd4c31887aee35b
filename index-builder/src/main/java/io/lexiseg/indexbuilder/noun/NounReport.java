package io.lexiseg.indexbuilder.noun;

import java.util.List;

/**
 * The nouns of a caption.
 *
 * @param nouns in the order of the caption, of different lemmas
 * @param dropped in the order of the caption
 */
public record NounReport(List<Noun> nouns, List<DroppedWord> dropped) {
  public NounReport {
    nouns = List.copyOf(nouns);
    dropped = List.copyOf(dropped);
  }
}
