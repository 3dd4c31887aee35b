package io.lexiseg.indexbuilder.classifier;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Mean prototypes of the nouns of an index that is being filled.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class NounMeans {
  private final int dimension;
  private final Map<String, Sum> sums = new LinkedHashMap<>();

  /** A noun's prototypes so far, added up. */
  private static final class Sum {
    final double[] values;
    int count;

    Sum(int dimension) {
      values = new double[dimension];
    }

    double[] mean() {
      return Directions.scale(values.clone(), 1.0 / count);
    }
  }

  NounMeans(int dimension) {
    this.dimension = dimension;
  }

  /** Takes a prototype into its noun's mean. */
  void add(String noun, float[] prototype) {
    Sum sum = sums.computeIfAbsent(noun, name -> new Sum(dimension));
    for (int d = 0; d < dimension; d++) {
      sum.values[d] += prototype[d];
    }
    sum.count++;
  }

  /** The nouns so far. */
  Set<String> nouns() {
    return Set.copyOf(sums.keySet());
  }

  /** Unit mean over nouns of the unit means: what all nouns look like. */
  double[] centre() {
    double[] centre = new double[dimension];
    for (Sum sum : sums.values()) {
      Directions.addTo(centre, Directions.unit(sum.mean()));
    }
    return Directions.unit(centre);
  }

  /** Mean over nouns of the means' norms; zero where there is no noun. */
  double length() {
    return sums.values().stream()
        .mapToDouble(sum -> Directions.norm(sum.mean()))
        .average()
        .orElse(0);
  }
}
