package io.lexiseg.vision.painting;

/**
 * Scores of a run of categories over one window, for painting: kept by places, of which each pixel
 * is in one. A place either scores alike at all its pixels or is between four corners.
 *
 * <p><b>Threads:</b> may be read from any number of threads.
 */
public interface PlacedScores {
  /** How many places there are. */
  int places();

  /** Place of pixel {@code (y, x)} of the resized image. */
  int place(int y, int x);

  /** Whether all pixels of a place score alike. */
  boolean flat(int place);

  /** Score of category {@code n} at pixel {@code (y, x)}, which is in this place. */
  float score(int place, int y, int x, int n);

  /**
   * Adds the scores of all categories at pixel {@code (y, x)}, which is in this place.
   *
   * @param sum {@code [categories]}, added to
   * @param scratch {@code [categories]}, overwritten
   */
  void addScores(int place, int y, int x, float[] sum, float[] scratch);

  /** The most that category {@code n} scores above another at any pixel of a place. */
  float lead(int place, int n, int other);

  /**
   * Adds the lead of every category.
   *
   * @param sum {@code [categories]}, added to
   * @param scratch {@code [categories]}, overwritten
   */
  void addLeads(int place, int other, float[] sum, float[] scratch);

  /**
   * Scores that those of a place are made of.
   *
   * @param c upper left, upper right, lower left, lower right
   * @return {@code [categories]}, read only
   */
  float[] corner(int place, int c);
}
