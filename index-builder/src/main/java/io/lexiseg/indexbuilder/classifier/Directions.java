package io.lexiseg.indexbuilder.classifier;

/** Lengths of vectors in double precision. */
final class Directions {
  private Directions() {}

  /** Euclidean norm. */
  static double norm(double[] vector) {
    double squares = 0;
    for (double component : vector) {
      squares += component * component;
    }
    return Math.sqrt(squares);
  }

  /** The vector at unit norm, a copy; zeros stay zeros. */
  static double[] unit(double[] vector) {
    double norm = norm(vector);
    double[] unit = vector.clone();
    for (int d = 0; d < unit.length && norm > 0; d++) {
      unit[d] /= norm;
    }
    return unit;
  }

  /** Adds the second vector to the first. */
  static void addTo(double[] sum, double[] vector) {
    for (int d = 0; d < sum.length; d++) {
      sum[d] += vector[d];
    }
  }

  /** Multiplies in place. */
  static double[] scale(double[] vector, double factor) {
    for (int d = 0; d < vector.length; d++) {
      vector[d] *= factor;
    }
    return vector;
  }
}
