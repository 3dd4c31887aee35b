package io.lexiseg.indexbuilder.classifier;

import java.util.List;

/**
 * Prototypes of classes, made of a classifier's weights: the direction that all nouns of an index
 * share, turned half way to what speaks for the class, as long as a noun's prototype is.
 *
 * <p><b>Source:</b> docs/lite-pack.md, section "Words of the classifier"; ours, not in the paper.
 */
final class ClassifierPrototypes {
  private final ClassifierKernel kernel;
  private final double[] centre;
  private final double length;

  /** Makes prototypes that stand beside those of {@code means}. */
  ClassifierPrototypes(ClassifierKernel kernel, NounMeans means) {
    this.kernel = kernel;
    this.centre = means.centre();
    this.length = means.length();
  }

  /** The mean prototype of some classes, at least one. */
  float[] of(List<Integer> classes) {
    double[] sum = new double[kernel.dimension()];
    for (int category : classes) {
      double[] prototype = centre.clone();
      Directions.addTo(prototype, kernel.evidence(category));
      Directions.addTo(sum, Directions.unit(prototype));
    }
    Directions.scale(sum, length / classes.size());
    float[] mean = new float[sum.length];
    for (int d = 0; d < mean.length; d++) {
      mean[d] = (float) sum[d];
    }
    return mean;
  }
}
