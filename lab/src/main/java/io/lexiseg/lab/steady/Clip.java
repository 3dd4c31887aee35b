package io.lexiseg.lab.steady;

import io.lexiseg.cli.camera.Camera;
import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.cli.camera.VideoCamera;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.RgbImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pictures of one camera, in order.
 *
 * @param name for the table
 * @param pictures at least two, of one size unless it is about that
 */
record Clip(String name, List<RgbImage> pictures) {
  Clip {
    pictures = List.copyOf(pictures);
  }

  /**
   * Reads the first pictures of a video.
   *
   * @param count at most
   */
  static Clip of(Path video, int count) {
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.STANDARD);
    List<RgbImage> pictures = new ArrayList<>();
    String name = String.valueOf(video.getFileName());
    try (Camera camera = VideoCamera.open(name, video.toString())) {
      Optional<CapturedImage> next = camera.next();
      while (next.isPresent() && pictures.size() < count) {
        pictures.add(decoder.decode(next.get().encoded()));
        next = camera.next();
      }
    }
    return new Clip(name, pictures);
  }
}
