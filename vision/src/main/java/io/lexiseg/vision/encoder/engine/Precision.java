package io.lexiseg.vision.encoder.engine;

/** Floating point that a network computes in. */
public enum Precision {
  /** 16 bits where that is faster; pictures go in as 16 bits, too. */
  FP16("fp16"),
  /** 32 bits throughout. */
  FP32("fp32");

  private final String text;

  Precision(String text) {
    this.text = text;
  }

  /** The name in configurations and files. */
  @Override
  public String toString() {
    return text;
  }
}
