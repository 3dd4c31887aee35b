package io.lexiseg.vision.encoder.engine;

/** Libraries that run networks. */
public enum EngineKind {
  /** ONNX Runtime: any network, on everything that it has a provider for. */
  ONNXRUNTIME("onnxruntime"),
  /** TensorRT: networks that were compiled for this GPU before. */
  TENSORRT("tensorrt");

  private final String text;

  EngineKind(String text) {
    this.text = text;
  }

  /** The name in configurations. */
  @Override
  public String toString() {
    return text;
  }
}
