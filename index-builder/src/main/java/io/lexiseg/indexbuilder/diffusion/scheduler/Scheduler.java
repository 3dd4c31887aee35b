package io.lexiseg.indexbuilder.diffusion.scheduler;

import io.lexiseg.vision.pack.generator.SchedulerSpec;

/**
 * The steps from noise to one picture, in double precision. Its calls are made in order, each once:
 * a scheduler remembers what the denoiser said before.
 *
 * <p><b>Source:</b> docs/diffusion.md, "Steps"; Song et al. 2021 (DDIM), Liu et al. 2022 (PNDM),
 * Karras et al. 2022 (Euler), Lu et al. 2022 (DPM-Solver++).
 *
 * <p><b>Threads:</b> one at a time, one picture.
 */
public interface Scheduler {
  /** A scheduler for one picture. */
  static Scheduler of(SchedulerSpec spec) {
    NoiseLevels levels = NoiseLevels.of(spec);
    return switch (spec.kind()) {
      case DDIM -> new Ddim(levels, spec);
      case PNDM -> new Pndm(levels, spec);
      case EULER_TRAILING -> new EulerTrailing(levels, spec);
      case DPM_SOLVER_PP_2M -> new DpmSolver(levels, spec);
    };
  }

  /** How often the denoiser is called, at least 1. */
  int calls();

  /** What the denoiser is told of the noise at a call, {@code 0..trainSteps-1}. */
  int timestep(int call);

  /** What unit noise is multiplied by before the first call. */
  default double initialScale() {
    return 1;
  }

  /** What the latent picture is multiplied by on its way into the denoiser. */
  default double inputScale(int call) {
    return 1;
  }

  /**
   * Takes one step.
   *
   * @param call {@code 0..calls()-1}, one more than at the step before
   * @param prediction what the denoiser said, of the latent picture's length; read only
   * @param latent the picture, not scaled; changed
   */
  void step(int call, double[] prediction, double[] latent);
}
