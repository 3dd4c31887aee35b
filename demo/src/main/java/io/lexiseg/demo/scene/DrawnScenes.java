package io.lexiseg.demo.scene;

import io.lexiseg.cli.camera.Camera;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Cameras over scenes that {@code tools/sketch/scenes.py} drew: what the generator {@code sketch}
 * knows. Each shows something that the index {@code sketch} does not hold.
 */
public final class DrawnScenes {
  private static final List<String> NAMES = List.of("scene-1", "scene-2", "scene-3", "scene-4");

  private DrawnScenes() {}

  /** One virtual camera for each scene. */
  public static List<Camera> cameras() {
    List<Camera> cameras = new ArrayList<>();
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.STANDARD);
    for (String name : NAMES) {
      cameras.add(new PanningCamera(name, decoder.decode(read(name + ".png"))));
    }
    return cameras;
  }

  private static byte[] read(String resource) {
    try (InputStream file =
        Objects.requireNonNull(DrawnScenes.class.getResourceAsStream(resource), resource)) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + resource, e);
    }
  }
}
