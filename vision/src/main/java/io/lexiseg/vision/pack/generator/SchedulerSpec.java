package io.lexiseg.vision.pack.generator;

/**
 * How noise is taken away, and what the denoiser was trained to say of it. The variances of the
 * noise rise as the square of a line from {@code sqrt(betaStart)} to {@code sqrt(betaEnd)}.
 *
 * @param kind the rule of the steps
 * @param prediction what the denoiser gives
 * @param betaStart variance of the first training step, above 0
 * @param betaEnd variance of the last training step, {@code betaStart..1}, below 1
 * @param trainSteps steps of the training, at least 2
 * @param steps of a picture when nothing else is asked for, {@code 1..trainSteps-1}
 */
public record SchedulerSpec(
    Kind kind, Prediction prediction, double betaStart, double betaEnd, int trainSteps, int steps) {

  /** The rule of the steps; docs/diffusion.md gives the formulas. */
  public enum Kind {
    /** DDIM without added noise; leading timesteps, offset 1. */
    DDIM,
    /** PNDM by linear multi-steps, one call more than steps; leading timesteps, offset 1. */
    PNDM,
    /** Euler; trailing timesteps. */
    EULER_TRAILING,
    /** DPM-Solver++ of second order, multi-step; timesteps spread evenly. */
    DPM_SOLVER_PP_2M
  }

  /** What the denoiser gives. */
  public enum Prediction {
    /** The velocity, {@code sqrt(alpha) * noise - sqrt(1 - alpha) * picture}. */
    V,
    /** The noise. */
    EPSILON
  }

  /** Checks the numbers. */
  public SchedulerSpec {
    if (!(betaStart > 0 && betaStart <= betaEnd && betaEnd < 1)) {
      throw new IllegalArgumentException(
          "scheduler: expected 0 < betaStart <= betaEnd < 1, got %s and %s"
              .formatted(betaStart, betaEnd));
    }
    if (trainSteps < 2) {
      throw new IllegalArgumentException(
          "scheduler: expected trainSteps >= 2, got %d".formatted(trainSteps));
    }
    if (steps < 1 || steps >= trainSteps) {
      throw new IllegalArgumentException(
          "scheduler: expected steps 1..%d, got %d".formatted(trainSteps - 1, steps));
    }
  }

  /** The same with another rule. */
  public SchedulerSpec withKind(Kind other) {
    return new SchedulerSpec(other, prediction, betaStart, betaEnd, trainSteps, steps);
  }

  /**
   * The same with so many steps a picture.
   *
   * @throws IllegalArgumentException if they are not {@code 1..trainSteps-1}
   */
  public SchedulerSpec withSteps(int count) {
    return new SchedulerSpec(kind, prediction, betaStart, betaEnd, trainSteps, count);
  }
}
