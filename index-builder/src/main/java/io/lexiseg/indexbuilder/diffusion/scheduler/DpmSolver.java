package io.lexiseg.indexbuilder.diffusion.scheduler;

import io.lexiseg.vision.pack.generator.SchedulerSpec;
import io.lexiseg.vision.pack.generator.SchedulerSpec.Prediction;

/** DPM-Solver++ 2M: steps of second order but the first and the last. */
final class DpmSolver implements Scheduler {
  private final NoiseLevels levels;
  private final int steps;
  private final int trainSteps;
  private final Prediction kind;
  private double[] before = {};

  DpmSolver(NoiseLevels levels, SchedulerSpec spec) {
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
    return (int) Math.rint((trainSteps - 1) * (double) (steps - call) / steps);
  }

  @Override
  public void step(int call, double[] prediction, double[] latent) {
    double[] picture = picture(call, prediction, latent);
    boolean last = call + 1 == steps;
    if (last) { // no noise is left
      System.arraycopy(picture, 0, latent, 0, latent.length);
      return;
    }
    double width = logRatio(call + 1) - logRatio(call);
    // The change of what was said, per width of the step, is worth half a step.
    double trend = call == 0 ? 0 : width / (2 * (logRatio(call) - logRatio(call - 1)));
    double stay = sigma(call + 1) / sigma(call);
    double take = -alpha(call + 1) * StrictMath.expm1(-width);
    for (int i = 0; i < latent.length; i++) {
      double change = call == 0 ? 0 : picture[i] - before[i];
      latent[i] = stay * latent[i] + take * (picture[i] + trend * change);
    }
    before = picture;
  }

  private double[] picture(int call, double[] prediction, double[] latent) {
    double alpha = alpha(call);
    double sigma = sigma(call);
    double[] picture = new double[latent.length];
    for (int i = 0; i < picture.length; i++) {
      picture[i] =
          kind == Prediction.V
              ? alpha * latent[i] - sigma * prediction[i]
              : (latent[i] - sigma * prediction[i]) / alpha;
    }
    return picture;
  }

  private double alpha(int call) {
    return Math.sqrt(levels.kept(timestep(call)));
  }

  private double sigma(int call) {
    return Math.sqrt(1 - levels.kept(timestep(call)));
  }

  private double logRatio(int call) {
    return StrictMath.log(alpha(call)) - StrictMath.log(sigma(call));
  }
}
