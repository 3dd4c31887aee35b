package io.lexiseg.vision.encoder.batch;

import io.lexiseg.vision.encoder.EncoderException;

/** A request that was refused because too many wait already. */
public final class OverloadedException extends EncoderException {
  private static final long serialVersionUID = 1;

  OverloadedException(String message) {
    super(message);
  }
}
