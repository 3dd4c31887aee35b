package io.lexiseg.vision.encoder;

import io.lexiseg.vision.encoder.pixel.PixelInput;
import java.nio.file.Path;

/**
 * A network that turns a picture into one vector.
 *
 * @param file the ONNX file
 * @param input the picture
 * @param output tensor name of the vector, {@code [n, dimension]}; need not be of unit length
 * @param dimension components of the vector
 */
public record ImageSpec(Path file, PixelInput input, String output, int dimension) {
  /** Checks the dimension. */
  public ImageSpec {
    if (dimension < 1) {
      throw new IllegalArgumentException(
          "image encoder: expected dimension >= 1, got " + dimension);
    }
  }
}
