package io.lexiseg.recognition.pipeline;

import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.schemas.FrameReference;

/** Where payloads lie that do not travel through the broker. */
public interface PayloadStore {
  /**
   * Fetches a payload.
   *
   * @return the bytes the reference promises, of its size and SHA-256
   * @throws RecordException if the address is not allowed, leads nowhere, or to other bytes
   * @throws UnavailableException if the store does not answer
   */
  byte[] fetch(FrameReference reference);
}
