package io.lexiseg.vision.setting;

/**
 * Which pixels get no category.
 *
 * @param strategy what is compared with the threshold
 * @param threshold in the units of what is compared; without meaning for {@link Strategy#NONE}
 */
public record BackgroundSettings(Strategy strategy, double threshold) {
  /** Every pixel gets a category. */
  public static final BackgroundSettings NONE = new BackgroundSettings(Strategy.NONE, 0);

  /** What is compared with the threshold. */
  public enum Strategy {
    /** Nothing: every pixel gets a category. */
    NONE,
    /** The best score; not above the threshold means no category. */
    BASE,
    /** The highest local term of all categories, in each window; below means no category. */
    ONLY_LOCAL,
    /** The local term of the category with the best score, in each window; below means none. */
    LOCAL_OF_WINNER
  }

  public BackgroundSettings {
    if (!Double.isFinite(threshold)) {
      throw new IllegalArgumentException(
          "background: expected a finite threshold, got " + threshold);
    }
  }

  /** Pixels whose best score does not exceed a threshold get no category. */
  public static BackgroundSettings base(double threshold) {
    return new BackgroundSettings(Strategy.BASE, threshold);
  }

  /** What a score has to exceed anywhere. */
  public double floor() {
    return strategy == Strategy.BASE ? threshold : Double.NEGATIVE_INFINITY;
  }

  /** Whether local terms are compared with the threshold, window by window. */
  public boolean comparesLocalTerms() {
    return strategy == Strategy.ONLY_LOCAL || strategy == Strategy.LOCAL_OF_WINNER;
  }
}
