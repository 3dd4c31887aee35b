package io.lexiseg.indexbuilder.diffusion.scheduler;

import io.lexiseg.vision.pack.generator.SchedulerSpec;

/**
 * How much of the picture is left after each training step: the product of 1 less the variances.
 *
 * <p><b>Threads:</b> immutable.
 */
final class NoiseLevels {
  private final double[] kept;

  private NoiseLevels(double[] kept) {
    this.kept = kept;
  }

  static NoiseLevels of(SchedulerSpec spec) {
    double[] kept = new double[spec.trainSteps()];
    double start = Math.sqrt(spec.betaStart());
    double end = Math.sqrt(spec.betaEnd());
    double product = 1;
    for (int i = 0; i < kept.length; i++) {
      double root = start + (end - start) * i / (kept.length - 1);
      product *= 1 - root * root;
      kept[i] = product;
    }
    return new NoiseLevels(kept);
  }

  /** Share of the picture's variance at a timestep; before the first, that of the first. */
  double kept(int timestep) {
    return kept[Math.max(timestep, 0)];
  }

  /** Noise relative to the picture at a timestep. */
  double sigma(int timestep) {
    return Math.sqrt((1 - kept(timestep)) / kept(timestep));
  }
}
