package io.lexiseg.indexbuilder.diffusion;

import java.util.Random;

/** Normal noise of a seed: the same on every machine, cast to 32 bits. */
final class NoiseSource {
  private NoiseSource() {}

  /**
   * Noise for a latent picture.
   *
   * @return {@code [size]}, in the order channel, row, column
   */
  static double[] noise(long seed, int size) {
    Random random = new Random(seed);
    double[] noise = new double[size];
    for (int i = 0; i < size; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    return noise;
  }
}
