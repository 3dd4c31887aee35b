package io.lexiseg.vision.encoder.plan;

import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.Precision;
import io.lexiseg.vision.encoder.engine.TensorShape;
import java.nio.file.Files;
import java.util.Map;

/** Plans for tests. */
public final class Plans {
  /** What tests compile for. */
  public static final PlanTarget TARGET = new PlanTarget("8.6.1", "NVIDIA H200", "9.0");

  private Plans() {}

  /** A key of a network that takes 16-bit pictures. */
  public static PlanKey key(String network, int batch) {
    PlanTensor pixels = new PlanTensor(ElementType.FLOAT16, TensorShape.of(batch, 3, 28, 28));
    return new PlanKey(network, TARGET, Precision.FP16, Map.of("pixels", pixels));
  }

  /** A plan of that key with one output. */
  public static Plan plan(PlanKey key) {
    PlanTensor tokens = new PlanTensor(ElementType.FLOAT16, TensorShape.of(key.batch(), 5, 8));
    return new Plan(key, Map.of("tokens", tokens), 1000);
  }

  /** Stores that plan with these bytes. */
  public static StoredPlan store(PlanStore store, Plan plan, byte[] bytes) {
    return store.write(
        plan.key(),
        file -> {
          Files.write(file, bytes);
          return plan;
        });
  }
}
