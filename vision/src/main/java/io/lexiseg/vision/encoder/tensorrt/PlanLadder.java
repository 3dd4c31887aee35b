package io.lexiseg.vision.encoder.tensorrt;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import io.lexiseg.vision.encoder.engine.LoadedModel;
import io.lexiseg.vision.encoder.engine.Slot;
import io.lexiseg.vision.encoder.plan.PlanKey;
import io.lexiseg.vision.encoder.plan.StoredPlan;
import io.lexiseg.vision.encoder.plan.UnfitPlanException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All plans of one network that run here: sizes of pictures and, for each, steps of batches. */
final class PlanLadder implements LoadedModel {
  /** The first of those that CUDA_VISIBLE_DEVICES leaves visible. */
  private static final int FIRST_GPU = 0;

  private final List<Loaded> plans = new ArrayList<>();
  private final List<StoredPlan> stored;
  private final TensorRtMachine machine;
  private final long bytes;
  private boolean closed;

  /** A plan in DJL's hands; its contexts share the weights. */
  private record Loaded(StoredPlan stored, Model model) {}

  private PlanLadder(List<StoredPlan> stored, TensorRtMachine machine, long bytes) {
    this.stored = List.copyOf(stored);
    this.machine = machine;
    this.bytes = bytes;
  }

  /**
   * Loads plans that have been checked.
   *
   * @param stored at least one, all of one network
   * @param slots that will be opened
   * @throws IllegalStateException if the GPU's memory does not hold them; nothing is loaded then
   * @throws UnfitPlanException if TensorRT refuses one; nothing stays loaded then
   */
  static PlanLadder load(List<StoredPlan> stored, int slots, TensorRtMachine machine) {
    long bytes = 0;
    for (StoredPlan plan : stored) {
      bytes += plan.sizeBytes() + slots * plan.plan().contextBytes();
    }
    machine.memory().take("plans in " + stored.get(0).folder().getParent(), bytes);
    PlanLadder ladder = new PlanLadder(stored, machine, bytes);
    try {
      stored.forEach(plan -> ladder.plans.add(new Loaded(plan, model(plan))));
      return ladder;
    } catch (RuntimeException e) { // nobody else can close what is loaded by now
      ladder.close();
      throw e;
    }
  }

  @Override
  public Set<String> inputs() {
    return stored.get(0).plan().key().inputs().keySet();
  }

  /** What every size of picture has a plan for. */
  @Override
  public int largestBatch() {
    Map<Object, Integer> largest = new HashMap<>();
    for (StoredPlan plan : stored) {
      PlanKey key = plan.plan().key();
      largest.merge(key.itemShapes(), key.batch(), Math::max);
    }
    return Collections.min(largest.values());
  }

  @Override
  public Slot openSlot() {
    List<PlanContext> contexts = new ArrayList<>();
    try {
      for (Loaded plan : plans) {
        contexts.add(PlanContext.open(plan.stored(), plan.model(), machine.locks()));
      }
      return new TensorRtSlot(contexts);
    } catch (RuntimeException e) { // nobody else can close what is open by now
      contexts.forEach(PlanContext::close);
      throw e;
    }
  }

  /** How many arrays DJL keeps; a leak if it grows. */
  int heldArrays() {
    return plans.stream()
        .mapToInt(plan -> plan.model().getNDManager().getManagedArrays().size())
        .sum();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      plans.forEach(plan -> plan.model().close());
      machine.memory().giveBack(bytes);
    }
  }

  private static Model model(StoredPlan plan) {
    Model model = Model.newInstance("network", Device.gpu(FIRST_GPU), TensorRtMachine.DJL_ENGINE);
    try {
      // Options must not be null, and 'fp16=false' would turn fp16 on: none.
      model.load(plan.file(), null, Map.of());
      return model;
    } catch (IOException | MalformedModelException | RuntimeException e) { // whatever DJL throws
      model.close();
      throw new UnfitPlanException(
          "%s: expected a plan that TensorRT loads, got: %s".formatted(plan.file(), e.getMessage()),
          e);
    }
  }
}
