package io.lexiseg.vision.encoder.tensorrt;

/** What TensorRT needs of a machine, in the order in which it is looked for. */
public enum Step {
  /** The NVIDIA driver. */
  DRIVER,
  /** A GPU that this TensorRT has code for. */
  GPU,
  /** TensorRT and the CUDA libraries. */
  LIBRARIES,
  /** The look itself: its process ended before it could tell. */
  PROBE
}
