package io.lexiseg.vision.encoder.plan;

/**
 * What a plan is compiled for; it runs on nothing else.
 *
 * @param tensorRt version of the library, {@code 8.6.1}
 * @param gpu name as the driver gives it, {@code NVIDIA H200}
 * @param computeCapability of that GPU, {@code 9.0}
 */
public record PlanTarget(String tensorRt, String gpu, String computeCapability) {
  /** Checks how versions are written. */
  public PlanTarget {
    if (!tensorRt.matches("\\d+\\.\\d+\\.\\d+")
        || gpu.isBlank()
        || !computeCapability.matches("\\d+\\.\\d+")) {
      throw new IllegalArgumentException(
          "plan target: expected versions 8.6.1 and 9.0 and a GPU's name, got '%s', '%s', '%s'"
              .formatted(tensorRt, computeCapability, gpu));
    }
  }

  /** For messages: {@code TensorRT 8.6.1 on NVIDIA H200 (compute capability 9.0)}. */
  @Override
  public String toString() {
    return "TensorRT %s on %s (compute capability %s)".formatted(tensorRt, gpu, computeCapability);
  }
}
