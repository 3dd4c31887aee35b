package io.lexiseg.indexbuilder.noun;

/**
 * A word of a caption that the tagger took for a noun and that gives none of its own.
 *
 * @param word as it stands in the caption; empty for the whole caption
 * @param reason counted in reports
 */
public record DroppedWord(String word, Reason reason) {
  /** Why a word is no noun of the caption. */
  public enum Reason {
    /** WordNet knows no noun of this form, or hardly any use of it as one; or it is not Latin. */
    NOT_A_NOUN,
    /** It names a place in the picture, an amount or the picture itself, but nothing to be seen. */
    STOP_WORD,
    /** Fewer than two letters. */
    TOO_SHORT,
    /** A compound that holds it is a noun of the caption. */
    PART_OF_COMPOUND,
    /** The caption names the same noun before. */
    REPEATED,
    /** The caption has more than {@link CaptionNouns#MAX_CHARACTERS}; nothing of it was read. */
    CAPTION_TOO_LONG
  }
}
