package io.lexiseg.indexbuilder.diffusion;

import io.lexiseg.vision.encoder.engine.InferenceEngine;
import io.lexiseg.vision.encoder.engine.LoadedModel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** The networks of one generator, closed in reverse order. */
final class Networks implements AutoCloseable {
  private final InferenceEngine engine;
  private final Deque<Runnable> closers = new ArrayDeque<>();

  Networks(InferenceEngine engine) {
    this.engine = engine;
  }

  /** Loads a network; it is closed with the others. */
  Network load(Path file) {
    LoadedModel model = engine.load(file);
    closers.push(model::close);
    Network network = new Network(file, model.openSlot());
    closers.push(network::close);
    return network;
  }

  /** Releases the networks; idempotent. */
  @Override
  public void close() {
    while (!closers.isEmpty()) {
      closers.pop().run();
    }
  }
}
