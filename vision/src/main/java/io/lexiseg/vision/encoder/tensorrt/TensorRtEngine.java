package io.lexiseg.vision.encoder.tensorrt;

import io.lexiseg.vision.encoder.engine.InferenceEngine;
import io.lexiseg.vision.encoder.engine.LoadedModel;
import io.lexiseg.vision.encoder.engine.Precision;
import io.lexiseg.vision.encoder.plan.NetworkHash;
import io.lexiseg.vision.encoder.plan.PlanKey;
import io.lexiseg.vision.encoder.plan.PlanStore;
import io.lexiseg.vision.encoder.plan.StoredPlan;
import io.lexiseg.vision.encoder.plan.UnfitPlanException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * TensorRT on the first visible GPU, through DJL. It runs plans that were built before: a network's
 * own file is only read to know which plans are its.
 *
 * <p><b>Threads:</b> safe.
 */
public final class TensorRtEngine implements InferenceEngine {
  private final TensorRtMachine machine;
  private final PlanStore plans;
  private final Options options;

  /**
   * How plans are run.
   *
   * @param precision of the plans that are used
   * @param slots that will be opened of every network, at least 1
   * @param reference what results have to agree with
   */
  public record Options(Precision precision, int slots, InferenceEngine reference) {}

  TensorRtEngine(TensorRtMachine machine, PlanStore plans, Options options) {
    this.machine = machine;
    this.plans = plans;
    this.options = options;
  }

  /**
   * Looks for a GPU in a process of its own, then starts TensorRT in this one.
   *
   * @throws IllegalStateException if a driver, a GPU or a library is missing; the message names it
   */
  public static TensorRtEngine start(PlanStore plans, Options options) {
    TensorRtMachine machine =
        TensorRtMachine.open(GpuProbe.standard(), TensorRtLibraries.standard());
    return new TensorRtEngine(machine, plans, options);
  }

  @Override
  public String name() {
    return "%s with %s plans".formatted(machine.target(), options.precision());
  }

  @Override
  public Optional<InferenceEngine> reference() {
    return Optional.of(options.reference());
  }

  /** Whether there is a plan of that network for this machine. */
  public boolean hasPlans(Path network) {
    return !fitting(NetworkHash.of(network), new ArrayList<>()).isEmpty();
  }

  /**
   * Loads all plans of a network that run here.
   *
   * @throws UnfitPlanException if there is none, with those there are, or one is spoilt
   * @throws IllegalStateException if the GPU's memory does not hold them
   */
  @Override
  public LoadedModel load(Path network) {
    String hash = NetworkHash.of(network);
    List<String> others = new ArrayList<>();
    List<StoredPlan> fitting = fitting(hash, others);
    if (fitting.isEmpty()) {
      throw new UnfitPlanException(
          "%s: expected a %s plan for %s in %s, found %s; build one: lexiseg models plan"
              .formatted(
                  network,
                  options.precision(),
                  machine.target(),
                  plans.folder(),
                  others.isEmpty() ? "none" : "plans " + String.join(", ", others)));
    }
    fitting.forEach(StoredPlan::verify);
    return PlanLadder.load(fitting, options.slots(), machine);
  }

  /** Adds what plans there are for others. */
  private List<StoredPlan> fitting(String hash, List<String> others) {
    List<StoredPlan> fitting = new ArrayList<>();
    for (Path folder : plans.folders(hash)) {
      StoredPlan stored = StoredPlan.read(folder);
      stored.requireOf(hash);
      PlanKey key = stored.plan().key();
      if (key.precision() == options.precision() && key.target().equals(machine.target())) {
        fitting.add(stored);
      } else {
        others.add("in %s for %s".formatted(key.precision(), key.target()));
      }
    }
    return fitting;
  }
}
