package io.lexiseg.vision.encoder.engine;

/** What networks compute on. */
public enum Device {
  /** The processor; the reference that every other device is held against. */
  CPU("cpu"),
  /** An NVIDIA GPU, the first that is visible. */
  CUDA("cuda"),
  /**
   * The same by ONNX Runtime's TensorRT provider, which compiles networks when it first runs them.
   */
  CUDA_TENSORRT("cuda-tensorrt");

  private final String text;

  Device(String text) {
    this.text = text;
  }

  /** The name in configurations. */
  @Override
  public String toString() {
    return text;
  }
}
