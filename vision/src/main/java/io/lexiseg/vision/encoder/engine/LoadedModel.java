package io.lexiseg.vision.encoder.engine;

import java.util.Set;

/**
 * A network in memory; its slots share the weights.
 *
 * <p><b>Threads:</b> safe. <b>Ownership:</b> closed by whoever loaded it, after its slots.
 */
public interface LoadedModel extends AutoCloseable {
  /** Names of the tensors that the network takes. */
  Set<String> inputs();

  /** Items that one run can take at most. */
  default int largestBatch() {
    return Integer.MAX_VALUE;
  }

  /** Opens a place to run the network, owned by the caller. */
  Slot openSlot();

  /** Releases the weights; idempotent. */
  @Override
  void close();
}
