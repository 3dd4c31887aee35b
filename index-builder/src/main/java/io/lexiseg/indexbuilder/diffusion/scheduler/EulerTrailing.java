package io.lexiseg.indexbuilder.diffusion.scheduler;

import io.lexiseg.vision.pack.generator.SchedulerSpec;
import io.lexiseg.vision.pack.generator.SchedulerSpec.Prediction;

/**
 * Euler steps along the noise, which begin at the last training step. The latent picture is the
 * picture plus noise here; the denoiser gets it scaled to unit variance.
 */
final class EulerTrailing implements Scheduler {
  private final NoiseLevels levels;
  private final int steps;
  private final int trainSteps;
  private final Prediction kind;

  EulerTrailing(NoiseLevels levels, SchedulerSpec spec) {
    this.levels = levels;
    this.steps = spec.steps();
    this.trainSteps = spec.trainSteps();
    this.kind = spec.prediction();
  }

  @Override
  public int calls() {
    return steps;
  }

  @Override
  public int timestep(int call) {
    return (int) Math.rint(trainSteps - (double) call * trainSteps / steps) - 1;
  }

  @Override
  public double initialScale() {
    return levels.sigma(timestep(0));
  }

  @Override
  public double inputScale(int call) {
    return Math.sqrt(levels.kept(timestep(call))); // 1 / sqrt(sigma^2 + 1)
  }

  @Override
  public void step(int call, double[] prediction, double[] latent) {
    double sigma = levels.sigma(timestep(call));
    double next = call + 1 == steps ? 0 : levels.sigma(timestep(call + 1));
    double scale = inputScale(call);
    for (int i = 0; i < latent.length; i++) {
      double noise =
          kind == Prediction.V
              ? scale * prediction[i] + scale * scale * sigma * latent[i]
              : prediction[i];
      latent[i] += (next - sigma) * noise;
    }
  }
}
