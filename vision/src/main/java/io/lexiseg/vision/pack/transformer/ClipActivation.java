package io.lexiseg.vision.pack.transformer;

/** What bends the hidden layers of a CLIP tower. */
public enum ClipActivation {
  /** x times the Gaussian distribution function, exactly; OpenCLIP's. */
  GELU,
  /** x times sigmoid(1.702 x); OpenAI's. */
  QUICK_GELU
}
