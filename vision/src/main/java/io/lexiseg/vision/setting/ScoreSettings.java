package io.lexiseg.vision.setting;

import io.lexiseg.vision.similarity.CombinedScore;

/**
 * How local and global similarity become a score (Eq. 5).
 *
 * @param localWeight beta, 0..1; 1 leaves the global term out
 * @param localTerm what is done to the local cosine before it is weighted
 * @param globalTerm what the global term compares with the texts
 * @param nameWeight what the likeness of a region's name to a category's adds to its local cosine,
 *     0..1; 0: regions are not named. Superpixels only: tokens have no names
 */
public record ScoreSettings(
    double localWeight, LocalTerm localTerm, GlobalTerm globalTerm, double nameWeight) {

  /** What is done to the local cosine before it is weighted. */
  public enum LocalTerm {
    /** The logistic sigmoid of it (the authors' program). */
    SIGMOID,
    /** Nothing (the paper's text). */
    RAW
  }

  /** What the global term compares with the texts. */
  public enum GlobalTerm {
    /** Each window (the authors' program). */
    WINDOW,
    /** The whole resized image (the paper's text). */
    IMAGE
  }

  public ScoreSettings {
    if (!(localWeight >= 0 && localWeight <= 1)) {
      throw new IllegalArgumentException("score: expected localWeight 0..1, got " + localWeight);
    }
    if (!(nameWeight >= 0 && nameWeight <= 1)) {
      throw new IllegalArgumentException("score: expected nameWeight 0..1, got " + nameWeight);
    }
  }

  /** With the sigmoid and a global term per window. */
  public static ScoreSettings of(double localWeight) {
    return new ScoreSettings(localWeight, LocalTerm.SIGMOID, GlobalTerm.WINDOW, 0);
  }

  /** The rule for one place. */
  public CombinedScore combined() {
    return new CombinedScore(localWeight, localTerm == LocalTerm.SIGMOID);
  }

  /** The rule that leaves nothing but the local term. */
  public CombinedScore localOnly() {
    return new CombinedScore(1, localTerm == LocalTerm.SIGMOID);
  }
}
