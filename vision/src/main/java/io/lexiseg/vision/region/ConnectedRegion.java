package io.lexiseg.vision.region;

/**
 * A connected region of a mask.
 *
 * @param number its number among all regions of the mask
 * @param id the same as long as it is followed
 * @param value its category, 1..N
 * @param pixels how many it has, at least 1
 * @param meanScore mean winning score over them, 0..1; 0 where scores are not known
 * @param box around its pixels
 */
public record ConnectedRegion(
    int number, long id, int value, int pixels, float meanScore, Box box) {
  /**
   * A rectangle; all its edges belong to it.
   *
   * @param minY first row
   * @param minX first column
   * @param maxY last row
   * @param maxX last column
   */
  public record Box(int minY, int minX, int maxY, int maxX) {}

  ConnectedRegion withId(long other) {
    return new ConnectedRegion(number, other, value, pixels, meanScore, box);
  }
}
