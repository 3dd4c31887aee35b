package io.lexiseg.vision.encoder.engine;

/** What networks compute on. */
public enum Device {
  /** The processor; the reference that every other device is held against. */
  CPU("cpu"),
  /** An NVIDIA GPU, the first of the machine. */
  CUDA("cuda");

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
