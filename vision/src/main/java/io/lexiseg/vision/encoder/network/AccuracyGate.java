package io.lexiseg.vision.encoder.network;

import io.lexiseg.vision.encoder.engine.InferenceEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Refuses networks whose results on a fixed input differ from those of a trusted engine. */
final class AccuracyGate {
  static final double LEAST_COSINE = 0.999;

  /**
   * Runs each network whose engine has a reference once on both. The reference holds one network at
   * a time, and none afterwards.
   *
   * @throws IllegalStateException with every network whose result as a whole has a cosine below
   *     {@link #LEAST_COSINE}, or none, with the reference's
   */
  void check(List<Network<?, ?>> networks) {
    Map<String, List<String>> problems = new LinkedHashMap<>();
    for (Network<?, ?> network : networks) {
      InferenceEngine engine = network.engine();
      engine
          .reference()
          .ifPresent(
              reference -> {
                double cosine = cosine(network.sampleResult(reference), network.sampleResult());
                if (!(cosine >= LEAST_COSINE)) { // true of NaN, too
                  problems
                      .computeIfAbsent(expectation(engine, reference), name -> new ArrayList<>())
                      .add(network.problem(String.format(Locale.ROOT, "cosine %.6f", cosine)));
                }
              });
    }
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          problems.entrySet().stream()
              .map(engine -> engine.getKey() + String.join("; ", engine.getValue()))
              .collect(Collectors.joining("; ")));
    }
  }

  private static String expectation(InferenceEngine engine, InferenceEngine reference) {
    return "%s: expected the results of %s (cosine >= %s), got "
        .formatted(engine.name(), reference.name(), LEAST_COSINE);
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
