package io.lexiseg.vision.setting;

/**
 * What becomes of a word that has no prototypes of its own. The index gives it those of the nearest
 * noun, which shows another thing.
 */
public enum BorrowedWords {
  /** It takes pixels like any other word (the paper's method). */
  PAINTED,
  /**
   * It takes none where the index has nothing of the kind, nor where another word of the vocabulary
   * is nearer to the noun whose prototypes both have.
   */
  UNPAINTED
}
