package io.lexiseg.indexbuilder.diffusion;

import io.lexiseg.vision.pack.generator.GeneratorPack;
import io.lexiseg.vision.pack.generator.SchedulerSpec;
import java.util.Locale;

/**
 * How a generator draws.
 *
 * @param scheduler rule and number of the steps
 * @param guidance how far the picture is pushed towards its caption, at least 1; 1: not at all
 */
public record DiffusionSettings(SchedulerSpec scheduler, double guidance) {
  /** Checks the guidance. */
  public DiffusionSettings {
    if (!(guidance >= 1 && Double.isFinite(guidance))) {
      throw new IllegalArgumentException("guidance: expected a number >= 1, got " + guidance);
    }
  }

  /** What the pack asks for. */
  public static DiffusionSettings of(GeneratorPack pack) {
    return new DiffusionSettings(pack.scheduler(), pack.guidance());
  }

  /**
   * The same with so many steps.
   *
   * @throws IllegalArgumentException if the scheduler cannot take so many
   */
  public DiffusionSettings withSteps(int steps) {
    return new DiffusionSettings(scheduler.withSteps(steps), guidance);
  }

  /** The same with another rule of the steps. */
  public DiffusionSettings withScheduler(SchedulerSpec.Kind kind) {
    return new DiffusionSettings(scheduler.withKind(kind), guidance);
  }

  /** The same with another guidance. */
  public DiffusionSettings withGuidance(double other) {
    return new DiffusionSettings(scheduler, other);
  }

  /** As people read it, {@code ddim 25 steps, guidance 3.0}. */
  @Override
  public String toString() {
    String kind = scheduler.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return "%s %d steps, guidance %s".formatted(kind, scheduler.steps(), guidance);
  }
}
