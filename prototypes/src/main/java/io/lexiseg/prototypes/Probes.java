package io.lexiseg.prototypes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Questions to measure an index with: keys of its own, every other one moved a little. */
public final class Probes {
  private static final long SEED = 20240621;

  /** Length of the step beside a unit key: leaves a cosine of about 0.9. */
  private static final double STEP = 0.5;

  private Probes() {}

  /**
   * Takes keys spread evenly over the ids.
   *
   * @param count at least 1, at most as many as there are keys
   * @return unit vectors {@code [keyDimension]}, the same ones for the same index
   */
  public static List<float[]> of(PrototypeIndex index, int count) {
    Random random = new Random(SEED);
    List<float[]> probes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      float[] key = index.keys(new long[] {i * index.manifest().count() / count});
      probes.add(i % 2 == 0 ? key : moved(key, random));
    }
    return probes;
  }

  private static float[] moved(float[] key, Random random) {
    float[] moved = Arrays.copyOf(key, key.length);
    double squares = 0;
    for (int d = 0; d < key.length; d++) {
      moved[d] += (float) (random.nextGaussian() * STEP / Math.sqrt(key.length));
      squares += (double) moved[d] * moved[d];
    }
    for (int d = 0; d < key.length; d++) {
      moved[d] = (float) (moved[d] / Math.sqrt(squares));
    }
    return moved;
  }
}
