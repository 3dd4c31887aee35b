package io.lexiseg.lab.parity;

/**
 * How far one network's vectors are from a reference's.
 *
 * @param network {@code dense}, {@code image} or {@code text}
 * @param vectors how many were compared
 * @param lowestCosine least cosine of a vector and its reference; NaN if one is zero or not finite
 * @param meanCosine mean of all cosines
 * @param largestRelativeError greatest L2 norm of a difference over that of the reference's vector
 */
public record EncoderAgreement(
    String network,
    long vectors,
    double lowestCosine,
    double meanCosine,
    double largestRelativeError) {

  /**
   * Compares vectors in order.
   *
   * @param found {@code [vectors, dimension]}
   * @param expected of the same length
   */
  static EncoderAgreement of(String network, int dimension, float[] found, float[] expected) {
    double lowest = Double.POSITIVE_INFINITY;
    double sum = 0;
    double error = 0;
    for (int start = 0; start < expected.length; start += dimension) {
      double cosine = cosine(found, expected, start, dimension);
      lowest = Math.min(lowest, cosine); // NaN stays NaN
      sum += cosine;
      error = Math.max(error, relativeError(found, expected, start, dimension));
    }
    int vectors = expected.length / dimension;
    return new EncoderAgreement(network, vectors, lowest, sum / vectors, error);
  }

  private static double cosine(float[] a, float[] b, int start, int dimension) {
    double dot = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = start; i < start + dimension; i++) {
      dot += (double) a[i] * b[i];
      squaresA += (double) a[i] * a[i];
      squaresB += (double) b[i] * b[i];
    }
    return dot / Math.sqrt(squaresA * squaresB);
  }

  private static double relativeError(float[] found, float[] expected, int start, int dimension) {
    double differences = 0;
    double squares = 0;
    for (int i = start; i < start + dimension; i++) {
      double difference = (double) found[i] - expected[i];
      differences += difference * difference;
      squares += (double) expected[i] * expected[i];
    }
    return Math.sqrt(differences / squares);
  }
}
