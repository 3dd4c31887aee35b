package io.lexiseg.indexbuilder.diffusion.scheduler;

import io.lexiseg.vision.pack.generator.SchedulerSpec;

/**
 * Timesteps that begin low: multiples of {@code trainSteps / steps}, plus 1, from the last.
 *
 * @param steps of a picture
 * @param stride between timesteps
 */
record Leading(int steps, int stride) {
  static Leading of(SchedulerSpec spec) {
    return new Leading(spec.steps(), spec.trainSteps() / spec.steps());
  }

  int timestep(int step) {
    return (steps - 1 - step) * stride + 1;
  }
}
