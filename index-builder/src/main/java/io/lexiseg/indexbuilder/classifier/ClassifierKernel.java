package io.lexiseg.indexbuilder.classifier;

/**
 * The last layer of a classifier: for each class, how much each component of the mean activation
 * speaks for it.
 *
 * <p><b>Threads:</b> safe.
 */
public final class ClassifierKernel {
  private final float[] weights;
  private final int dimension;
  private final int classes;
  private final double[] means;

  /**
   * Keeps the weights.
   *
   * @param weights {@code [dimension, classes]}, row-major, not copied and never written
   */
  public ClassifierKernel(float[] weights, int dimension, int classes) {
    if (dimension < 1 || classes < 1 || weights.length != (long) dimension * classes) {
      throw new IllegalArgumentException(
          "classifier: expected %d x %d weights, got %d"
              .formatted(dimension, classes, weights.length));
    }
    this.weights = weights;
    this.dimension = dimension;
    this.classes = classes;
    this.means = means(weights, dimension, classes);
  }

  /** Components of an activation. */
  int dimension() {
    return dimension;
  }

  /** What speaks for a class more than for the mean class, zero where nothing does; unit norm. */
  double[] evidence(int category) {
    double[] evidence = new double[dimension];
    for (int d = 0; d < dimension; d++) {
      evidence[d] = Math.max(0, weights[d * classes + category] - means[d]);
    }
    return Directions.unit(evidence);
  }

  /** Weights of the mean class. */
  private static double[] means(float[] weights, int dimension, int classes) {
    double[] means = new double[dimension];
    for (int i = 0; i < weights.length; i++) {
      means[i / classes] += weights[i];
    }
    return Directions.scale(means, 1.0 / classes);
  }
}
