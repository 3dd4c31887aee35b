package io.lexiseg.cli.camera;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A camera whose pictures come no faster than wanted. One that can wait waits; of a live one the
 * pictures between are passed over, so that those that are taken are not old.
 */
public final class PacedCamera implements Camera {
  private final Camera camera;
  private final Pace pace;

  /** Slows a camera down, and closes it. Several cameras may share a pace. */
  public PacedCamera(Camera camera, Pace pace) {
    this.camera = camera;
    this.pace = pace;
  }

  @Override
  public String id() {
    return camera.id();
  }

  @Override
  public boolean live() {
    return camera.live();
  }

  @Override
  public Optional<Path> folder() {
    return camera.folder();
  }

  @Override
  public Optional<CapturedImage> next() {
    if (!camera.live()) {
      pace.await();
      return camera.next();
    }
    while (!pace.isDue()) {
      if (!camera.skip()) {
        return Optional.empty();
      }
    }
    return camera.next();
  }

  @Override
  public void close() {
    camera.close();
  }
}
