package io.lexiseg.lab.ablation;

import io.lexiseg.vision.option.OptionText;
import io.lexiseg.vision.setting.AggregationKind;
import io.lexiseg.vision.similarity.Aggregation;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.similarity.CategorySimilarity;
import io.lexiseg.vision.similarity.SetSimilarity;

/**
 * The means of clusters are kept; a category's similarity is a mix of the highest and the mean
 * cosine to them.
 *
 * @param clusters kept for a category, 1..4096; never more than it has prototypes
 * @param spherical whether prototypes and means are brought to unit length
 * @param maxShare of the highest, 0..1
 */
public record Clusters(int clusters, boolean spherical, double maxShare) implements Aggregation {
  private static final int MOST = 4096;
  private static final int RELEASED = 8;
  private static final String PLAIN = "k-means";
  private static final String SPHERICAL = "spherical-k-means";

  public Clusters {
    if (!(maxShare >= 0 && maxShare <= 1)) {
      throw new IllegalArgumentException("aggregation: expected maxShare 0..1, got " + maxShare);
    }
    if (clusters < 1 || clusters > MOST) {
      throw new IllegalArgumentException(
          "aggregation: expected 1..%d clusters, got %d".formatted(MOST, clusters));
    }
  }

  private static Clusters parse(OptionText option, boolean spherical) {
    return new Clusters(
        option.integer("clusters", RELEASED), spherical, option.number("maxShare", 1));
  }

  @Override
  public String text() {
    return OptionText.of(spherical ? SPHERICAL : PLAIN, "clusters", clusters, "maxShare", maxShare);
  }

  @Override
  public boolean keepsRows() {
    return true;
  }

  @Override
  public int mostRows(int retrieved) {
    return clusters;
  }

  @Override
  public float[] kept(float[] rows, int dimension) {
    return KMeans.means(rows, dimension, clusters, spherical);
  }

  @Override
  public CategorySimilarity similarity(CategoryBank bank, int from, int to) {
    return new SetSimilarity(bank, from, to, maxShare);
  }

  /** Adds clusters of raw prototypes to the settings. */
  public static final class PlainKind implements AggregationKind {
    @Override
    public String name() {
      return PLAIN;
    }

    @Override
    public Aggregation parse(OptionText option) {
      return Clusters.parse(option, false);
    }
  }

  /** Adds clusters on the unit sphere to the settings. */
  public static final class SphericalKind implements AggregationKind {
    @Override
    public String name() {
      return SPHERICAL;
    }

    @Override
    public Aggregation parse(OptionText option) {
      return Clusters.parse(option, true);
    }
  }
}
