package io.lexiseg.vision.similarity;

import java.util.List;

/**
 * What the online stage needs to know of a vocabulary: for each category its name, its text
 * embedding and its representative prototype (Eq. 4). Immutable; built once per vocabulary, never
 * per image.
 *
 * <p><b>Shapes:</b> {@code textEmbeddings [categories, textDimension]} of unit L2 norm; {@code
 * prototypes [categories, dimension]}, the raw means, not normalised. A category without a single
 * usable prototype has {@code hasPrototype(n) == false} and a row of zeros; it then competes with
 * the global term only.
 *
 * <p><b>Ownership:</b> arrays are kept, not copied; nobody may write to them afterwards.
 */
public final class CategoryBank {
  private final List<String> names;
  private final int textDimension;
  private final int dimension;
  private final float[] textEmbeddings;
  private final float[] prototypes;
  private final float[] unitPrototypes;
  private final boolean[] hasPrototype;

  private CategoryBank(
      List<String> names,
      int textDimension,
      int dimension,
      float[] textEmbeddings,
      float[] prototypes) {
    this.names = names;
    this.textDimension = textDimension;
    this.dimension = dimension;
    this.textEmbeddings = textEmbeddings;
    this.prototypes = prototypes;
    this.unitPrototypes = new float[prototypes.length];
    this.hasPrototype = new boolean[names.size()];
    for (int n = 0; n < names.size(); n++) {
      hasPrototype[n] = normalise(n * dimension);
    }
  }

  /**
   * Builds a bank.
   *
   * @param names category names in vocabulary order, at least one
   * @param textEmbeddings {@code [names, textDimension]}, unit rows, kept
   * @param prototypes {@code [names, dimension]}, raw means, a row of zeros where there is none,
   *     kept
   * @throws IllegalArgumentException if there is no category or a length does not fit
   */
  public static CategoryBank of(
      List<String> names,
      int textDimension,
      int dimension,
      float[] textEmbeddings,
      float[] prototypes) {
    if (names.isEmpty()
        || textEmbeddings.length != (long) names.size() * textDimension
        || prototypes.length != (long) names.size() * dimension) {
      throw new IllegalArgumentException(
          "category bank: expected N >= 1 names, N x %d text values, N x %d prototype values, got %d, %d, %d"
              .formatted(
                  textDimension,
                  dimension,
                  names.size(),
                  textEmbeddings.length,
                  prototypes.length));
    }
    return new CategoryBank(
        List.copyOf(names), textDimension, dimension, textEmbeddings, prototypes);
  }

  private boolean normalise(int offset) {
    double squares = 0;
    for (int d = 0; d < dimension; d++) {
      squares += (double) prototypes[offset + d] * prototypes[offset + d];
    }
    if (squares == 0) {
      return false;
    }
    double norm = Math.sqrt(squares);
    for (int d = 0; d < dimension; d++) {
      unitPrototypes[offset + d] = (float) (prototypes[offset + d] / norm);
    }
    return true;
  }

  /** Category names in vocabulary order. */
  public List<String> names() {
    return names;
  }

  /** Number of categories, at least 1. */
  public int size() {
    return names.size();
  }

  /** Components of a text embedding. */
  public int textDimension() {
    return textDimension;
  }

  /** Components of a prototype. */
  public int dimension() {
    return dimension;
  }

  /** {@code [categories, textDimension]}, unit rows; read only. */
  public float[] textEmbeddings() {
    return textEmbeddings;
  }

  /** {@code [categories, dimension]}, raw means; read only. */
  public float[] prototypes() {
    return prototypes;
  }

  /** {@code [categories, dimension]}, unit rows (zeros without prototype); read only. */
  public float[] unitPrototypes() {
    return unitPrototypes;
  }

  /** Whether a category has a representative prototype. */
  public boolean hasPrototype(int category) {
    return hasPrototype[category];
  }
}
