package io.lexiseg.vision.similarity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The prototypes of all categories of a bank and their representatives, each different one once:
 * words of one thing share what was retrieved for them, so that a thousand of them are hardly more
 * to compare with than twenty.
 *
 * <p>Immutable.
 */
final class SharedRows {
  private final DotProducts vectors;
  private final int[] ofRow;
  private final int[] ofCategory;

  private SharedRows(DotProducts vectors, int[] ofRow, int[] ofCategory) {
    this.vectors = vectors;
    this.ofRow = ofRow;
    this.ofCategory = ofCategory;
  }

  /**
   * Finds equal ones.
   *
   * @param unitRows {@code [rows, dimension]}
   * @param representatives {@code [categories, dimension]}
   */
  static SharedRows of(float[] unitRows, float[] representatives, int dimension) {
    Finder finder = new Finder(dimension);
    int[] ofRow = finder.places(unitRows);
    int[] ofCategory = finder.places(representatives);
    return new SharedRows(finder.vectors(), ofRow, ofCategory);
  }

  /** Dot products with the different vectors, see {@link DotProducts#with}. */
  float[][] with(float[] features, int[] rows) {
    return vectors.with(features, rows);
  }

  /** Which of the different vectors a row is. */
  int row(int row) {
    return ofRow[row];
  }

  /** Which of the different vectors a category's representative is. */
  int representative(int category) {
    return ofCategory[category];
  }

  private static final class Finder {
    private final int dimension;
    private final Map<Integer, List<Integer>> byHash = new HashMap<>();
    private final List<float[]> found = new ArrayList<>();

    Finder(int dimension) {
      this.dimension = dimension;
    }

    int[] places(float[] values) {
      int[] places = new int[values.length / dimension];
      for (int i = 0; i < places.length; i++) {
        places[i] = place(Arrays.copyOfRange(values, i * dimension, (i + 1) * dimension));
      }
      return places;
    }

    private int place(float[] vector) {
      List<Integer> alike =
          byHash.computeIfAbsent(Arrays.hashCode(vector), hash -> new ArrayList<>());
      for (int place : alike) {
        if (Arrays.equals(found.get(place), vector)) {
          return place;
        }
      }
      alike.add(found.size());
      found.add(vector);
      return found.size() - 1;
    }

    DotProducts vectors() {
      float[][] components = new float[dimension][found.size()];
      for (int n = 0; n < found.size(); n++) {
        float[] vector = found.get(n);
        for (int d = 0; d < dimension; d++) {
          components[d][n] = vector[d];
        }
      }
      return new DotProducts(components, found.size());
    }
  }
}
