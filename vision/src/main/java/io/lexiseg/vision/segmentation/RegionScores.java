package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.painting.PlacedScores;
import io.lexiseg.vision.painting.Vectors;

/** Scores of the regions of one window that covers the whole image, none of them interpolated. */
@SuppressWarnings("ArrayRecordComponent") // inside the package only; never compared
record RegionScores(int width, int[] labels, float[][] rows) implements PlacedScores {
  /** The same, of which categories from {@code first} on have lost something. */
  RegionScores lowered(int first, float by) {
    float[][] lowered = new float[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      lowered[r] = rows[r].clone();
      for (int n = first; n < lowered[r].length; n++) {
        lowered[r][n] -= by;
      }
    }
    return new RegionScores(width, labels, lowered);
  }

  @Override
  public int places() {
    return rows.length;
  }

  @Override
  public int place(int y, int x) {
    return labels[y * width + x];
  }

  @Override
  public boolean flat(int place) {
    return true;
  }

  @Override
  public float score(int place, int y, int x, int n) {
    return rows[place][n];
  }

  @Override
  public void addScores(int place, int y, int x, float[] sum, float[] scratch) {
    Vectors.add(sum, rows[place]);
  }

  @Override
  public float lead(int place, int n, int other) {
    return rows[place][n] - rows[place][other];
  }

  @Override
  public void addLeads(int place, int other, float[] sum, float[] scratch) {
    Vectors.addExcess(sum, rows[place], rows[place][other]);
  }

  @Override
  public float[] corner(int place, int c) {
    return rows[place];
  }
}
