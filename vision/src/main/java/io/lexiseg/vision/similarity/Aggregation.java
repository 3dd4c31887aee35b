package io.lexiseg.vision.similarity;

import io.lexiseg.vision.option.OptionText;

/**
 * How the prototypes retrieved for a category become what features are compared with.
 *
 * <p>Source: Table 5 of the paper and the authors' program, docs/method.md, section 2.
 */
public interface Aggregation {

  /** As settings have it. */
  String text();

  /** Whether several rows are kept of a category, or a mean of all. */
  boolean keepsRows();

  /**
   * Rows that are kept of a category at most.
   *
   * @param retrieved prototypes retrieved for it, at least 1
   */
  default int mostRows(int retrieved) {
    return keepsRows() ? retrieved : 1;
  }

  /**
   * What is kept, where several rows are.
   *
   * @param rows {@code [*, dimension]}, read only
   * @return {@code [*, dimension]}, the same array where all are kept
   */
  default float[] kept(float[] rows, int dimension) {
    return rows;
  }

  /**
   * How features are compared with categories {@code from .. to - 1} of a bank.
   *
   * @throws IndexOutOfBoundsException if the bank does not have them
   */
  CategorySimilarity similarity(CategoryBank bank, int from, int to);

  /** The raw mean of all, compared by cosine (Eq. 4). */
  record MeanEmbedding() implements Aggregation {
    @Override
    public String text() {
      return "mean-embedding";
    }

    @Override
    public boolean keepsRows() {
      return false;
    }

    @Override
    public CategorySimilarity similarity(CategoryBank bank, int from, int to) {
      return LocalSimilarity.of(bank, from, to);
    }
  }

  /**
   * All are kept; a category's similarity is a mix of the cosine to their mean and the mean of the
   * highest few cosines.
   *
   * @param count of the highest, 1..64
   * @param share of their mean, 0..1
   */
  record Nearest(int count, double share) implements Aggregation {
    private static final int MOST = 64;

    public Nearest {
      if (count < 1 || count > MOST || !(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException(
            "aggregation: expected count 1..%d and share 0..1, got %d and %s"
                .formatted(MOST, count, share));
      }
    }

    /** Reads the parts; left out, the two highest count half. */
    public static Nearest parse(OptionText option) {
      return new Nearest(option.integer("count", 2), option.number("share", 0.5));
    }

    @Override
    public String text() {
      return OptionText.of("nearest", "count", count, "share", share);
    }

    @Override
    public boolean keepsRows() {
      return true;
    }

    @Override
    public CategorySimilarity similarity(CategoryBank bank, int from, int to) {
      return new NearestSimilarity(bank, from, to, count, share);
    }
  }

  /**
   * All are kept; a category's similarity is a mix of the highest and the mean cosine.
   *
   * @param maxShare of the highest, 0..1: 0 is the paper's mean similarity, 1 its max similarity
   */
  record Separate(double maxShare) implements Aggregation {
    public Separate {
      if (!(maxShare >= 0 && maxShare <= 1)) {
        throw new IllegalArgumentException("aggregation: expected maxShare 0..1, got " + maxShare);
      }
    }

    /** Reads the part; left out, only the highest counts. */
    public static Separate parse(OptionText option) {
      return new Separate(option.number("maxShare", 1));
    }

    @Override
    public String text() {
      if (maxShare == 0) {
        return "mean-similarity";
      }
      return maxShare == 1 ? "max-similarity" : OptionText.of("separate", "maxShare", maxShare);
    }

    @Override
    public boolean keepsRows() {
      return maxShare > 0;
    }

    @Override
    public CategorySimilarity similarity(CategoryBank bank, int from, int to) {
      return keepsRows()
          ? new SetSimilarity(bank, from, to, maxShare)
          : LocalSimilarity.of(bank, from, to);
    }
  }
}
