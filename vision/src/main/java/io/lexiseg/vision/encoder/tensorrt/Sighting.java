package io.lexiseg.vision.encoder.tensorrt;

import io.lexiseg.vision.encoder.plan.PlanTarget;

/** What a look at the machine found. */
public sealed interface Sighting {
  /**
   * A GPU that runs plans, the first of those that CUDA_VISIBLE_DEVICES leaves visible.
   *
   * @param target what plans must have been built for
   * @param cuda newest CUDA that the driver serves, {@code 12.4}
   * @param freeBytes memory of the GPU that nobody uses
   * @param totalBytes its whole memory
   */
  record Ready(PlanTarget target, String cuda, long freeBytes, long totalBytes)
      implements Sighting {}

  /**
   * Something is not there.
   *
   * @param step the first thing that is not
   * @param sentence what was looked for, and what was found instead, for people
   */
  record Missing(Step step, String sentence) implements Sighting {}
}
