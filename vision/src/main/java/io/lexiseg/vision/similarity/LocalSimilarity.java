package io.lexiseg.vision.similarity;

import java.util.Objects;
import java.util.function.IntToDoubleFunction;

/**
 * Cosines of visual features against the representative prototypes of a run of categories.
 *
 * <p>A category without prototype has cosine 0 to everything: neither like nor unlike.
 *
 * <p>Immutable. Every dot product is summed in {@code float}, four components at a time in order of
 * dimension, wherever its row and category stand. So equal inputs give equal cosines; with up to
 * 2048 components their error stays below 1e-5.
 */
public final class LocalSimilarity implements CategorySimilarity {
  /** Categories and values of a tile of prototypes, which stays in the fastest cache. */
  private static final int TILE_CATEGORIES = 256;

  private static final int TILE_VALUES = 4096;

  /** Components added at once. Compilers turn loops over more arrays into no vector code. */
  private static final int STEP = 4;

  private final float[][] components;
  private final int categories;

  private LocalSimilarity(CategoryBank bank, int from, int to) {
    this.components = bank.components(from, to);
    this.categories = to - from;
  }

  /**
   * Compares with categories {@code from .. to - 1} of a bank.
   *
   * @throws IndexOutOfBoundsException if the bank does not have them
   */
  public static LocalSimilarity of(CategoryBank bank, int from, int to) {
    Objects.checkFromToIndex(from, to, bank.size());
    return new LocalSimilarity(bank, from, to);
  }

  /** Compares with single prototypes, rows {@code from .. to - 1}, instead of categories. */
  public static LocalSimilarity ofRows(CategoryBank bank, int from, int to) {
    return new LocalSimilarity(bank, from, to);
  }

  @Override
  public int categories() {
    return categories;
  }

  /** {@inheritDoc} Values are -1..1. */
  @Override
  public float[][] cosines(float[] features, int[] rows, IntToDoubleFunction norm) {
    float[][] cosines = new float[rows.length][categories];
    int width = Math.max(1, Math.min(categories, TILE_CATEGORIES));
    int depth = TILE_VALUES / width / STEP * STEP;
    for (int n = 0; n < categories; n += width) {
      for (int d = 0; d < components.length; d += depth) {
        for (int k = 0; k < rows.length; k++) {
          addTile(features, rows[k], d, d + depth, cosines[k], n, Math.min(n + width, categories));
        }
      }
    }
    for (int k = 0; k < rows.length; k++) {
      double length = norm.applyAsDouble(rows[k]);
      scale(cosines[k], length == 0 ? 0 : (float) (1 / length));
    }
    return cosines;
  }

  private void addTile(float[] features, int row, int fromD, int toD, float[] dots, int n, int to) {
    int offset = row * components.length;
    int end = Math.min(toD, components.length);
    int d = fromD;
    for (; d + STEP <= end; d += STEP) {
      addFour(features, offset + d, d, dots, n, to);
    }
    for (; d < end; d++) {
      addOne(features[offset + d], components[d], dots, n, to);
    }
  }

  private void addFour(float[] features, int at, int d, float[] dots, int from, int to) {
    float f0 = features[at];
    float f1 = features[at + 1];
    float f2 = features[at + 2];
    float f3 = features[at + 3];
    float[] p0 = components[d];
    float[] p1 = components[d + 1];
    float[] p2 = components[d + 2];
    float[] p3 = components[d + 3];
    for (int n = from; n < to; n++) {
      dots[n] += f0 * p0[n] + f1 * p1[n] + f2 * p2[n] + f3 * p3[n];
    }
  }

  private static void addOne(float feature, float[] component, float[] dots, int from, int to) {
    for (int n = from; n < to; n++) {
      dots[n] += feature * component[n];
    }
  }

  private static void scale(float[] values, float factor) {
    for (int n = 0; n < values.length; n++) {
      values[n] *= factor;
    }
  }
}
