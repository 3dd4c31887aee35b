package io.lexiseg.vision.similarity;

import io.lexiseg.vision.similarity.Aggregation.MeanEmbedding;
import io.lexiseg.vision.similarity.Aggregation.Separate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the online stage needs to know of a vocabulary: for each category its name, its text
 * embedding and its prototypes, as a rule one, the representative prototype (Eq. 4). Immutable;
 * built once per vocabulary, never per image.
 *
 * <p><b>Shapes:</b> {@code textEmbeddings [categories, textDimension]} of unit L2 norm; {@code
 * prototypes [rows, dimension]}, raw, those of category {@code n} from row {@code firstRow(n)} to
 * {@code firstRow(n + 1) - 1}. A category without a single usable prototype has {@code
 * hasPrototype(n) == false}; it then competes with the global term only.
 *
 * <p>The last categories may be <em>negatives</em>, which compete but are not reported. A category
 * may have a <em>floor</em>: where it wins with no more than that, the pixel gets no category. It
 * may have a <em>handicap</em>, which it loses everywhere. The last negatives may be the
 * <em>world</em>: nouns that nobody named.
 *
 * <p><b>Ownership:</b> arrays are kept, not copied; nobody may write to them afterwards.
 */
public final class CategoryBank {
  private final List<String> names;
  private final int reported;
  private final float[] textEmbeddings;
  private final CategoryPrototypes prototypes;
  private final float[] unitPrototypes;
  private final float[][] components;
  private final float[] representatives;
  private final @Nullable SharedRows shared;
  private final Aggregation aggregation;
  private final float[] floors;
  private final int world;
  private final float[] handicaps;

  private CategoryBank(
      List<String> names,
      float[] textEmbeddings,
      CategoryPrototypes prototypes,
      float[] unitPrototypes,
      float[][] components,
      Aggregation aggregation) {
    boolean rows = aggregation.keepsRows();
    this.representatives =
        rows || components.length == 0 ? prototypes.representatives() : unitPrototypes;
    this.shared =
        rows ? SharedRows.of(unitPrototypes, representatives, prototypes.dimension()) : null;
    this.names = names;
    this.reported = names.size();
    this.textEmbeddings = textEmbeddings;
    this.prototypes = prototypes;
    this.unitPrototypes = unitPrototypes;
    this.components = components;
    this.aggregation = aggregation;
    this.floors = new float[0];
    this.world = 0;
    this.handicaps = new float[0];
  }

  private CategoryBank(
      CategoryBank same, int reported, int world, float[] floors, float[] handicaps) {
    this.names = same.names;
    this.reported = reported;
    this.textEmbeddings = same.textEmbeddings;
    this.prototypes = same.prototypes;
    this.unitPrototypes = same.unitPrototypes;
    this.components = same.components;
    this.representatives = same.representatives;
    this.shared = same.shared;
    this.aggregation = same.aggregation;
    this.floors = floors;
    this.world = world;
    this.handicaps = handicaps;
  }

  /**
   * Builds a bank with one prototype a category.
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
    return of(
        names,
        textEmbeddings,
        CategoryPrototypes.single(dimension, prototypes),
        new MeanEmbedding());
  }

  /**
   * Builds a bank with any number of prototypes a category.
   *
   * @param names category names in vocabulary order, at least one
   * @param textEmbeddings {@code [names, textDimension]}, unit rows, kept
   * @param prototypes as the aggregation leaves them, for as many categories
   * @param aggregation how they are compared
   * @throws IllegalArgumentException if there is no category or a length does not fit
   */
  public static CategoryBank of(
      List<String> names,
      float[] textEmbeddings,
      CategoryPrototypes prototypes,
      Aggregation aggregation) {
    if (names.isEmpty()
        || textEmbeddings.length % names.size() != 0
        || prototypes.categories() != names.size()) {
      throw new IllegalArgumentException(
          "category bank: expected N >= 1 names, N text embeddings, prototypes of N categories, got %d names, %d text values, %d categories"
              .formatted(names.size(), textEmbeddings.length, prototypes.categories()));
    }
    // The mean of unit vectors is compared as it is: its dot product is the mean cosine.
    float[] compared =
        aggregation instanceof Separate separate && separate.maxShare() == 0
            ? prototypes.values()
            : prototypes.unitRows();
    boolean single = compared.length == (long) names.size() * prototypes.dimension();
    return new CategoryBank(
        List.copyOf(names),
        textEmbeddings,
        prototypes,
        compared,
        single
            ? CategoryPrototypes.components(compared, prototypes.dimension(), 0, names.size())
            : new float[0][],
        aggregation);
  }

  /**
   * The same bank whose last categories are not reported.
   *
   * @throws IllegalArgumentException unless at least one is left that is
   */
  public CategoryBank withNegatives(int negatives) {
    if (negatives < 0 || negatives >= names.size()) {
      throw new IllegalArgumentException(
          "category bank: expected 0 to %d negatives, got %d"
              .formatted(names.size() - 1, negatives));
    }
    return new CategoryBank(this, names.size() - negatives, 0, floors, handicaps);
  }

  /**
   * The same bank whose last negatives are nouns that nobody named.
   *
   * @throws IllegalArgumentException unless there are as many negatives
   */
  public CategoryBank withWorld(int nouns) {
    if (nouns < 0 || nouns > names.size() - reported) {
      throw new IllegalArgumentException(
          "category bank: expected 0 to %d nouns of the world, got %d"
              .formatted(names.size() - reported, nouns));
    }
    return new CategoryBank(this, reported, nouns, floors, handicaps);
  }

  /**
   * The same bank whose categories lose something everywhere.
   *
   * @param scores {@code [size]}, kept, at least 0; infinite: the category wins nothing
   * @throws IllegalArgumentException unless there is one for each category that competes
   */
  public CategoryBank withHandicaps(float[] scores) {
    if (scores.length != size()) {
      throw new IllegalArgumentException(
          "category bank: expected %d handicaps, got %d".formatted(size(), scores.length));
    }
    return new CategoryBank(this, reported, world, floors, scores);
  }

  /**
   * The same bank whose categories have to exceed scores of their own.
   *
   * @param scores {@code [reported]}, kept; NaN: what the settings ask of every category
   * @throws IllegalArgumentException unless there is one for each category that is reported
   */
  public CategoryBank withFloors(float[] scores) {
    if (scores.length != reported) {
      throw new IllegalArgumentException(
          "category bank: expected %d floors, got %d".formatted(reported, scores.length));
    }
    return new CategoryBank(this, reported, world, scores, handicaps);
  }

  /** Names of the categories that are reported, in vocabulary order. */
  public List<String> names() {
    return names.subList(0, reported);
  }

  /** Number of categories that compete, at least 1. */
  public int size() {
    return names.size();
  }

  /** Number of categories that are reported, at least 1; those behind them are negatives. */
  public int reported() {
    return reported;
  }

  /**
   * Score that a pixel has to exceed to be given a category that is reported.
   *
   * @param otherwise that of categories without one of their own
   */
  public double floor(int category, double otherwise) {
    boolean own = category < floors.length && !Float.isNaN(floors[category]);
    return own ? floors[category] : otherwise;
  }

  /** First of the nouns that nobody named; {@link #size} where there is none. */
  public int firstOfWorld() {
    return names.size() - world;
  }

  /** Name of any category that competes, negatives included. */
  public String name(int category) {
    return names.get(category);
  }

  /**
   * What a category loses everywhere, in units of the combined score; infinite: it wins nothing.
   */
  public float handicap(int category) {
    return handicaps.length == 0 ? 0 : handicaps[category];
  }

  /** Whether a category wins nothing, whatever it scores. */
  public boolean isMuted(int category) {
    return handicap(category) == Float.POSITIVE_INFINITY;
  }

  /** Components of a text embedding. */
  public int textDimension() {
    return textEmbeddings.length / names.size();
  }

  /** Components of a prototype. */
  public int dimension() {
    return prototypes.dimension();
  }

  /** {@code [categories, textDimension]}, unit rows; read only. */
  public float[] textEmbeddings() {
    return textEmbeddings;
  }

  /** {@code [rows, dimension]}, raw; read only. */
  public float[] prototypes() {
    return prototypes.values();
  }

  /** {@code [rows, dimension]}, what features are compared with; read only. */
  public float[] unitPrototypes() {
    return unitPrototypes;
  }

  /**
   * {@code [categories, dimension]}: the direction of each category's representative prototype,
   * whatever the aggregation keeps, unit rows, zeros where there is no prototype; read only. Of the
   * mean cosine they are as long as their mean.
   */
  public float[] representatives() {
    return representatives;
  }

  /**
   * The prototypes and representatives, each different one once.
   *
   * @throws IllegalStateException if the aggregation keeps no rows
   */
  SharedRows sharedRows() {
    if (shared == null) {
      throw new IllegalStateException(
          "category bank: expected an aggregation that keeps rows, got " + aggregation.text());
    }
    return shared;
  }

  /** Rows {@code from .. to - 1} of {@link #unitPrototypes}, {@code [dimension][to - from]}. */
  float[][] components(int from, int to) {
    return components.length > 0 && from == 0 && to == components[0].length
        ? components
        : CategoryPrototypes.components(unitPrototypes, dimension(), from, to);
  }

  /** First row of a category's prototypes; that of the category behind the last is the end. */
  public int firstRow(int category) {
    return prototypes.firstRow(category);
  }

  /** How the prototypes are compared. */
  public Aggregation aggregation() {
    return aggregation;
  }

  /** Whether a category has a prototype. */
  public boolean hasPrototype(int category) {
    for (int row = firstRow(category); row < firstRow(category + 1); row++) {
      if (prototypes.norm(row) > 0) {
        return true;
      }
    }
    return false;
  }
}
