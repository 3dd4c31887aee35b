package io.lexiseg.processor.preview;

import io.lexiseg.recognition.pipeline.FramePayload;
import io.lexiseg.schemas.FrameCoordinates;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A picture to try, not read yet.
 *
 * @param name for people
 * @param content reads it
 */
record PictureSource(String name, Supplier<Content> content) {

  /**
   * A picture, read.
   *
   * @param payload its bytes
   * @param source the frame it is; empty: it came with the command
   */
  record Content(FramePayload payload, Optional<FrameCoordinates> source) {}
}
