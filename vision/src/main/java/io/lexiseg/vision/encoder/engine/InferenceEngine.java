package io.lexiseg.vision.encoder.engine;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A library that runs networks.
 *
 * <p><b>Threads:</b> safe.
 */
public interface InferenceEngine {
  /** Name for messages. */
  String name();

  /**
   * The engine whose results this one's have to agree with before they are used; empty: they are
   * trusted as they are.
   */
  default Optional<InferenceEngine> reference() {
    return Optional.empty();
  }

  /**
   * Loads a network.
   *
   * @return owned by the caller
   * @throws IllegalArgumentException if the file is no network that this engine can run
   */
  LoadedModel load(Path file);
}
