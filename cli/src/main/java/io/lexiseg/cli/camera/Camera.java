package io.lexiseg.cli.camera;

import io.lexiseg.cli.failure.FailedException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A source of pictures in order: a folder, a video, a device.
 *
 * <p><b>Threads:</b> one at a time. <b>Errors:</b> a picture that cannot be decoded is not the
 * camera's business, it is captured as it is; a source that cannot be read at all is a {@link
 * FailedException}.
 */
public interface Camera extends AutoCloseable {
  /** The camera id, the key of its frames. */
  String id();

  /** Whether pictures are lost when nobody takes them; else the camera can wait. */
  default boolean live() {
    return false;
  }

  /** The folder that its pictures lie in, absolute; empty if they lie in none. */
  default Optional<Path> folder() {
    return Optional.empty();
  }

  /** The next picture; empty once there are no more. */
  Optional<CapturedImage> next();

  /**
   * Passes over the next picture, which may cost less than to take it; false once there is none.
   */
  default boolean skip() {
    return next().isPresent();
  }

  /** Releases the source; idempotent. */
  @Override
  void close();
}
