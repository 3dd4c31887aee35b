package io.lexiseg.vision.encoder.tensorrt;

import io.lexiseg.vision.encoder.engine.LoadedModel;
import io.lexiseg.vision.encoder.engine.Slot;
import io.lexiseg.vision.encoder.plan.StoredPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All plans of one network that run here: sizes of pictures and, for each, steps of batches. */
final class PlanLadder implements LoadedModel {
  private final List<LoadedPlan> plans = new ArrayList<>();
  private final List<StoredPlan> stored;
  private final GpuMemory memory;
  private final long bytes;
  private boolean closed;

  private PlanLadder(List<StoredPlan> stored, GpuMemory memory, long bytes) {
    this.stored = List.copyOf(stored);
    this.memory = memory;
    this.bytes = bytes;
  }

  /**
   * Loads plans that have been checked.
   *
   * @param stored at least one, all of one network
   * @param slots that will be opened
   * @throws IllegalStateException if the GPU's memory does not hold them; nothing is loaded then
   */
  static PlanLadder load(List<StoredPlan> stored, int slots, GpuMemory memory, PageLocks locks) {
    long bytes = 0;
    for (StoredPlan plan : stored) {
      bytes += plan.sizeBytes() + slots * plan.plan().contextBytes();
    }
    memory.take("plans in " + stored.get(0).folder().getParent(), bytes);
    PlanLadder ladder = new PlanLadder(stored, memory, bytes);
    try {
      stored.forEach(plan -> ladder.plans.add(LoadedPlan.load(plan, locks)));
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

  @Override
  public int largestBatch() {
    return stored.stream().mapToInt(plan -> plan.plan().key().batch()).max().orElseThrow();
  }

  @Override
  public Slot openSlot() {
    List<PlanContext> contexts = new ArrayList<>();
    try {
      plans.forEach(plan -> contexts.add(plan.openContext()));
      return new TensorRtSlot(contexts);
    } catch (RuntimeException e) { // nobody else can close what is open by now
      contexts.forEach(PlanContext::close);
      throw e;
    }
  }

  /** How many arrays DJL keeps; a leak if it grows. */
  int heldArrays() {
    return plans.stream().mapToInt(LoadedPlan::heldArrays).sum();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      plans.forEach(LoadedPlan::close);
      memory.giveBack(bytes);
    }
  }
}
