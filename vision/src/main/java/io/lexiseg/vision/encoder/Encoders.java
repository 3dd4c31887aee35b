package io.lexiseg.vision.encoder;

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

  /** Releases the networks; idempotent. */
  @Override
  void close();
}
