package io.lexiseg.indexbuilder.diffusion.scheduler;

import io.lexiseg.vision.pack.generator.SchedulerSpec;
import io.lexiseg.vision.pack.generator.SchedulerSpec.Prediction;

/** DDIM without added noise. */
final class Ddim implements Scheduler {
  private final NoiseLevels levels;
  private final Leading leading;
  private final Prediction kind;

  Ddim(NoiseLevels levels, SchedulerSpec spec) {
    this.levels = levels;
    this.leading = Leading.of(spec);
    this.kind = spec.prediction();
  }

  @Override
  public int calls() {
    return leading.steps();
  }

  @Override
  public int timestep(int call) {
    return leading.timestep(call);
  }

  @Override
  public void step(int call, double[] prediction, double[] latent) {
    int timestep = timestep(call);
    double kept = levels.kept(timestep);
    double next = levels.kept(timestep - leading.stride());
    double alpha = Math.sqrt(kept);
    double sigma = Math.sqrt(1 - kept);
    double nextAlpha = Math.sqrt(next);
    double nextSigma = Math.sqrt(1 - next);
    for (int i = 0; i < latent.length; i++) {
      double said = prediction[i];
      double noise = kind == Prediction.V ? alpha * said + sigma * latent[i] : said;
      double picture =
          kind == Prediction.V
              ? alpha * latent[i] - sigma * said
              : (latent[i] - sigma * said) / alpha;
      latent[i] = nextAlpha * picture + nextSigma * noise;
    }
  }
}
