package io.lexiseg.indexbuilder.diffusion.scheduler;

import io.lexiseg.vision.pack.generator.SchedulerSpec;
import io.lexiseg.vision.pack.generator.SchedulerSpec.Prediction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * PNDM by linear multi-steps alone. The second timestep is called twice: the repeated call corrects
 * the first step and is not remembered.
 */
final class Pndm implements Scheduler {
  private static final int REPEATED = 1;

  /** Weights of what was said, the newest first, by how much is remembered. */
  private static final double[][] WEIGHTS = {
    {1},
    {3 / 2.0, -1 / 2.0},
    {23 / 12.0, -16 / 12.0, 5 / 12.0},
    {55 / 24.0, -59 / 24.0, 37 / 24.0, -9 / 24.0}
  };

  private final NoiseLevels levels;
  private final Leading leading;
  private final Prediction kind;
  private final Deque<double[]> said = new ArrayDeque<>();
  private double[] start = {};

  Pndm(NoiseLevels levels, SchedulerSpec spec) {
    this.levels = levels;
    this.leading = Leading.of(spec);
    this.kind = spec.prediction();
  }

  @Override
  public int calls() {
    return leading.steps() == 1 ? 1 : leading.steps() + 1;
  }

  @Override
  public int timestep(int call) {
    return leading.timestep(call > REPEATED ? call - 1 : call);
  }

  @Override
  public void step(int call, double[] prediction, double[] latent) {
    int timestep = timestep(call);
    if (call == REPEATED) {
      double[] mean = prediction.clone();
      for (int i = 0; i < mean.length; i++) {
        mean[i] = (mean[i] + said.element()[i]) / 2;
      }
      System.arraycopy(start, 0, latent, 0, latent.length);
      move(mean, latent, levels.kept(leading.timestep(0)), levels.kept(timestep));
      return;
    }
    if (call == 0) {
      start = latent.clone();
    }
    remember(prediction);
    move(
        mixed(latent.length),
        latent,
        levels.kept(timestep),
        levels.kept(timestep - leading.stride()));
  }

  private void remember(double[] prediction) {
    said.addFirst(prediction.clone());
    if (said.size() > WEIGHTS.length) {
      said.removeLast();
    }
  }

  private double[] mixed(int length) {
    double[] weights = WEIGHTS[said.size() - 1];
    double[] mixed = new double[length];
    Iterator<double[]> newestFirst = said.iterator();
    for (double weight : weights) {
      double[] values = newestFirst.next();
      for (int i = 0; i < length; i++) {
        mixed[i] += weight * values[i];
      }
    }
    return mixed;
  }

  private void move(double[] prediction, double[] latent, double kept, double next) {
    double alpha = Math.sqrt(kept);
    double sigma = Math.sqrt(1 - kept);
    double stay = Math.sqrt(next / kept);
    double change =
        (next - kept) / (kept * Math.sqrt(1 - next) + Math.sqrt(kept * (1 - kept) * next));
    for (int i = 0; i < latent.length; i++) {
      double noise =
          kind == Prediction.V ? alpha * prediction[i] + sigma * latent[i] : prediction[i];
      latent[i] = stay * latent[i] - change * noise;
    }
  }
}
