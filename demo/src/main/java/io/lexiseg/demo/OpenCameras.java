package io.lexiseg.demo;

import io.lexiseg.cli.camera.Camera;
import java.util.List;

/** Cameras that are closed together. */
record OpenCameras(List<Camera> list) implements AutoCloseable {
  @Override
  public void close() {
    list.forEach(Camera::close);
  }
}
