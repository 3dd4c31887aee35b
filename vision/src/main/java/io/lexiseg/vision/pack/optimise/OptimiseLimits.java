package io.lexiseg.vision.pack.optimise;

/**
 * What a form of a network has to keep, and to gain.
 *
 * @param leastCosine of each picture's result as a whole with that of the original, 0..1
 * @param leastEqualPixels share of pixels of all pictures whose category stays, 0..1
 * @param leastGain time of the original over time of the form, at least 0
 */
public record OptimiseLimits(double leastCosine, double leastEqualPixels, double leastGain) {
  /** Those that no operator has changed. */
  public static final OptimiseLimits STANDARD = new OptimiseLimits(0.999, 0.995, 1.1);

  /** Checks the numbers. */
  public OptimiseLimits {
    if (!(leastCosine >= 0 && leastCosine <= 1 && leastEqualPixels >= 0 && leastEqualPixels <= 1)
        || !(leastGain >= 0)) {
      throw new IllegalArgumentException(
          "optimise: expected a cosine and a share of pixels of 0..1 and a gain of at least 0, got %s, %s and %s"
              .formatted(leastCosine, leastEqualPixels, leastGain));
    }
  }
}
