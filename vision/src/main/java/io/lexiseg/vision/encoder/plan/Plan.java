package io.lexiseg.vision.encoder.plan;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of a plan without loading it.
 *
 * @param key what it was built of and for
 * @param outputs what it gives, by name; only those that somebody reads
 * @param activationBytes GPU memory of one execution context beside its tensors; 0: not known
 */
public record Plan(PlanKey key, Map<String, PlanTensor> outputs, long activationBytes) {
  /** Checks that there are outputs. */
  public Plan {
    outputs = Collections.unmodifiableMap(new TreeMap<>(outputs));
    if (outputs.isEmpty() || activationBytes < 0) {
      throw new IllegalArgumentException(
          "plan: expected outputs and activationBytes >= 0, got %s and %d"
              .formatted(outputs.keySet(), activationBytes));
    }
  }

  /** GPU memory of one execution context: activations, inputs, outputs. */
  public long contextBytes() {
    long bytes = activationBytes;
    for (PlanTensor input : key.inputs().values()) {
      bytes += input.sizeBytes();
    }
    for (PlanTensor output : outputs.values()) {
      bytes += output.sizeBytes();
    }
    return bytes;
  }
}
