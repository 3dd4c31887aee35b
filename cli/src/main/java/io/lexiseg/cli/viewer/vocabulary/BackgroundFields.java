package io.lexiseg.cli.viewer.vocabulary;

import io.lexiseg.schemas.Background;

/**
 * What gets no category, as the fields of a form hold it: words with commas, a number as text;
 * empty: nothing is said.
 */
public record BackgroundFields(String threshold, String negatives) {

  static BackgroundFields of(Background background) {
    return new BackgroundFields(
        CategoryFields.number(background.getThreshold()),
        CategoryFields.words(background.getNegatives()));
  }

  /**
   * Such fields as a record.
   *
   * @throws IllegalArgumentException if the number is none
   */
  static Background background(WishFields fields) {
    Background.Builder background = Background.newBuilder().setNegatives(fields.words("negatives"));
    fields.decimal("threshold").ifPresent(background::setThreshold);
    return background.build();
  }
}
