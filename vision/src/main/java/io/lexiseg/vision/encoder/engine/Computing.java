package io.lexiseg.vision.encoder.engine;

/**
 * What runs networks, and on what.
 *
 * @param engine the library
 * @param device what it computes on; {@link Device#CUDA} for TensorRT
 * @param precision what TensorRT computes in, by either engine; nothing else heeds it
 */
public record Computing(EngineKind engine, Device device, Precision precision) {
  /** ONNX Runtime on the processor; the reference. */
  public static final Computing CPU = onnxRuntime(Device.CPU);

  /** Checks that the engine has the device. */
  public Computing {
    if (engine == EngineKind.TENSORRT && device != Device.CUDA) {
      throw new IllegalArgumentException(
          "inference.engine=tensorrt: expected inference.device=auto or cuda, got " + device);
    }
  }

  /** ONNX Runtime on a device. */
  public static Computing onnxRuntime(Device device) {
    return new Computing(EngineKind.ONNXRUNTIME, device, Precision.FP16);
  }
}
