package io.lexiseg.cli.tensorrt;

import io.lexiseg.vision.encoder.plan.PlanKey;
import java.nio.file.Path;

/**
 * A plan that is wanted.
 *
 * @param role what the network does: {@code dense}, {@code image}, {@code text}
 * @param network ONNX file
 * @param output the one that is read
 * @param key of the plan
 */
record PlanJob(String role, Path network, String output, PlanKey key) {
  /** For people. */
  @Override
  public String toString() {
    return "%s %s %s"
        .formatted(role, key.precision(), key.inputs().values().iterator().next().shape());
  }
}
