package io.lexiseg.vision.encoder.network;

import io.lexiseg.vision.encoder.engine.InferenceEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Refuses networks whose results on a fixed input differ from those of a trusted engine. */
final class AccuracyGate {
  static final double LEAST_COSINE = 0.999;

  private final InferenceEngine reference;

  AccuracyGate(InferenceEngine reference) {
    this.reference = reference;
  }

  /**
   * Runs each network once on both engines. The reference holds one network at a time, and none
   * afterwards.
   *
   * @throws IllegalStateException with every network whose result as a whole has a cosine below
   *     {@link #LEAST_COSINE}, or none, with the reference's
   */
  void check(InferenceEngine engine, List<Network<?, ?>> networks) {
    List<String> problems = new ArrayList<>();
    for (Network<?, ?> network : networks) {
      double cosine = cosine(expected(network), network.sampleResult());
      if (!(cosine >= LEAST_COSINE)) { // true of NaN, too
        problems.add(network.problem(String.format(Locale.ROOT, "cosine %.6f", cosine)));
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          "%s: expected the results of %s (cosine >= %s), got %s"
              .formatted(
                  engine.name(), reference.name(), LEAST_COSINE, String.join("; ", problems)));
    }
  }

  private float[] expected(Network<?, ?> network) {
    try (Network<?, ?> trusted = network.on(reference)) {
      return trusted.sampleResult();
    }
  }

  /** NaN where a result is zero, not finite, or of another length. */
  private static double cosine(float[] a, float[] b) {
    if (a.length != b.length) {
      return Double.NaN;
    }
    double dot = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      squaresA += (double) a[i] * a[i];
      squaresB += (double) b[i] * b[i];
    }
    return dot / Math.sqrt(squaresA * squaresB);
  }
}
