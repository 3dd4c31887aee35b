package io.lexiseg.cli.tensorrt;

import io.lexiseg.vision.encoder.engine.Precision;
import io.lexiseg.vision.encoder.pixel.InputSize;
import java.util.List;

/**
 * Which plans of a pack are wanted.
 *
 * @param precision that they compute in
 * @param batches pictures or texts that run together, one plan each
 * @param sizes of pictures, for networks that take any
 */
public record PlanRequest(Precision precision, List<Integer> batches, List<InputSize> sizes) {
  private static final int MOST = 256;

  /** Checks the batches. */
  public PlanRequest {
    batches = batches.stream().distinct().sorted().toList();
    sizes = sizes.stream().distinct().toList();
    if (batches.isEmpty() || batches.get(0) < 1 || batches.get(batches.size() - 1) > MOST) {
      throw new IllegalArgumentException(
          "batches: expected numbers from 1 to %d, got %s".formatted(MOST, batches));
    }
  }
}
