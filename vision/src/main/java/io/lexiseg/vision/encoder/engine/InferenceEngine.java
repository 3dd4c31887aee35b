package io.lexiseg.vision.encoder.engine;

import java.nio.file.Path;

/**
 * A library that runs networks.
 *
 * <p><b>Threads:</b> safe.
 */
public interface InferenceEngine {
  /** Name for messages. */
  String name();

  /**
   * Loads a network.
   *
   * @return owned by the caller
   * @throws IllegalArgumentException if the file is no network that this engine can run
   */
  LoadedModel load(Path file);
}
