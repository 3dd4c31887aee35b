package io.lexiseg.indexbuilder.prototype;

import io.lexiseg.indexbuilder.attribution.AttributionMask;

/**
 * Constants that turn a picture into prototypes.
 *
 * @param gamma threshold of attribution masks, as {@link AttributionMask#requireGamma} wants it
 * @param alpha weight of the noun in a key, the caption has the rest (Eq. 3), 0..1
 * @param lemmaKeys whether keys speak of a noun's dictionary form and not of the word itself
 */
public record PictureSettings(double gamma, double alpha, boolean lemmaKeys) {
  /** The paper's. */
  public static final PictureSettings PAPER =
      new PictureSettings(AttributionMask.GAMMA, 0.9, false);

  /** Checks the ranges. */
  public PictureSettings {
    AttributionMask.requireGamma(gamma);
    if (!(alpha >= 0 && alpha <= 1)) {
      throw new IllegalArgumentException("alpha: expected 0 to 1, got " + alpha);
    }
  }
}
