package io.lexiseg.vision.encoder;

import java.util.Optional;

/**
 * The open networks of one model pack.
 *
 * <p><b>Ownership:</b> whoever opened them closes them, after the last call has returned.
 */
public interface Encoders extends AutoCloseable {
  /** The local backbone. */
  DenseEncoder dense();

  /** The global encoder. */
  ImageEncoder image();

  /** The text encoder. */
  TextEncoder text();

  /** What names regions; empty: the pack cannot. */
  default Optional<RegionEncoder> regions() {
    return Optional.empty();
  }

  /** Releases the networks; idempotent. */
  @Override
  void close();
}
