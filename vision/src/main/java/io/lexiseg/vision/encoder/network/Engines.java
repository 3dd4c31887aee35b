package io.lexiseg.vision.encoder.network;

import io.lexiseg.vision.encoder.engine.InferenceEngine;

/**
 * What runs the networks of a pack.
 *
 * @param pictures runs those that take pictures
 * @param texts runs the text encoder
 */
public record Engines(InferenceEngine pictures, InferenceEngine texts) {
  /** One for all. */
  public static Engines all(InferenceEngine engine) {
    return new Engines(engine, engine);
  }
}
