package io.lexiseg.vision.encoder.tensorrt;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import io.lexiseg.vision.encoder.plan.StoredPlan;
import io.lexiseg.vision.encoder.plan.UnfitPlanException;
import java.io.IOException;
import java.util.Map;

/** A plan that DJL has loaded; its contexts share the weights. */
final class LoadedPlan implements AutoCloseable {
  static final String ENGINE = "TensorRT";

  /** The first of those that CUDA_VISIBLE_DEVICES leaves visible. */
  private static final int FIRST_GPU = 0;

  private final StoredPlan stored;
  private final Model model;
  private final PageLocks locks;

  private LoadedPlan(StoredPlan stored, Model model, PageLocks locks) {
    this.stored = stored;
    this.model = model;
    this.locks = locks;
  }

  /**
   * Loads a plan that has been checked.
   *
   * @throws UnfitPlanException if TensorRT refuses it
   */
  static LoadedPlan load(StoredPlan stored, PageLocks locks) {
    Model model = Model.newInstance("network", Device.gpu(FIRST_GPU), ENGINE);
    try {
      // Options must not be null, and 'fp16=false' would turn fp16 on: none.
      model.load(stored.file(), null, Map.of());
      return new LoadedPlan(stored, model, locks);
    } catch (IOException | MalformedModelException | RuntimeException e) { // whatever DJL throws
      model.close();
      throw new UnfitPlanException(
          "%s: expected a plan that TensorRT loads, got: %s"
              .formatted(stored.file(), e.getMessage()),
          e);
    }
  }

  StoredPlan stored() {
    return stored;
  }

  PlanContext openContext() {
    return PlanContext.open(stored, model, locks);
  }

  /** How many arrays DJL keeps of all contexts; a leak if it grows. */
  int heldArrays() {
    return model.getNDManager().getManagedArrays().size();
  }

  @Override
  public void close() {
    model.close();
  }
}
