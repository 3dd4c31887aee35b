package io.lexiseg.vision.setting;

/**
 * Which pixels get no category.
 *
 * @param strategy what is compared with the threshold
 * @param threshold in the units of what is compared; without meaning for {@link Strategy#NONE} and
 *     {@link Strategy#WORLD}
 * @param world how the other nouns of the index compete; without meaning but for {@link
 *     Strategy#WORLD}
 */
public record BackgroundSettings(Strategy strategy, double threshold, World world) {
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
    LOCAL_OF_WINNER,
    /** No threshold: nouns of the index that mean something else compete. */
    WORLD
  }

  public BackgroundSettings {
    if (!Double.isFinite(threshold)) {
      throw new IllegalArgumentException(
          "background: expected a finite threshold, got " + threshold);
    }
  }

  /** Without other nouns of the index. */
  public BackgroundSettings(Strategy strategy, double threshold) {
    this(strategy, threshold, World.STANDARD);
  }

  /** The rest of the world competes. */
  public static BackgroundSettings world(World world) {
    return new BackgroundSettings(Strategy.WORLD, 0, world);
  }

  /** Whether nouns of the index that mean something else compete. */
  public boolean hasWorld() {
    return strategy == Strategy.WORLD;
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

  /**
   * How the nouns of the index that a vocabulary does not name compete with it.
   *
   * <p><b>Source:</b> docs/method.md, section 8; this project's. The constants were chosen with the
   * {@code lite} pack; docs/evaluation.md has the curves.
   *
   * @param prior what those nouns lose for each e-fold by which a first look gives them less of the
   *     picture than the vocabulary, in units of the combined score, 0..1; 0: nothing
   * @param alike a noun whose text has at least this cosine to a category's means the category and
   *     stands aside, -1..2; 2: never
   * @param near as does one whose prototype has at least this cosine to the category's, -1..2
   * @param doubt what a noun with a single prototype loses besides, where others have more, in
   *     units of the combined score, 0..1
   * @param nouns of the index that compete at most, 1 to {@value #MOST_NOUNS}
   */
  public record World(double prior, double alike, double near, double doubt, int nouns) {
    private static final int MOST_NOUNS = 4096;

    /** What holds where nothing else is said. */
    public static final World STANDARD = new World(0.02, 0.8, 0.9, 0.005, 512);

    /** A share below this counts as this: a first look is no better. */
    private static final double LEAST_SHARE = 0.005;

    public World {
      boolean losses = prior >= 0 && prior <= 1 && doubt >= 0 && doubt <= 1;
      boolean cosines = Math.abs(alike) <= 2 && Math.abs(near) <= 2;
      if (!losses || !cosines || nouns < 1 || nouns > MOST_NOUNS) {
        throw new IllegalArgumentException(
            "world: expected prior and doubt 0..1, alike and near -2..2, nouns 1..%d, got prior %s, doubt %s, alike %s, near %s, nouns %d"
                .formatted(MOST_NOUNS, prior, doubt, alike, near, nouns));
      }
    }

    /**
     * What the nouns lose in one picture.
     *
     * @param share of the picture that they win before they lose anything, 0..1
     * @return 0 where they win half of it or more
     */
    public double handicap(double share) {
      double odds = (1 - share + LEAST_SHARE) / (share + LEAST_SHARE);
      return prior * Math.max(0, Math.log(odds));
    }
  }
}
