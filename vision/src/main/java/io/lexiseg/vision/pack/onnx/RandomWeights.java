package io.lexiseg.vision.pack.onnx;

import java.util.SplittableRandom;

/**
 * Weights drawn from a uniform distribution, the same for the same seed on every platform.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class RandomWeights {
  private static final double SPREAD_OF_UNIFORM = Math.sqrt(3);

  private final SplittableRandom random;

  RandomWeights(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** So many values of that mean and standard deviation. */
  float[] values(int count, double mean, double deviation) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      double uniform = 2 * random.nextDouble() - 1;
      values[i] = (float) (mean + uniform * deviation * SPREAD_OF_UNIFORM);
    }
    return values;
  }
}
