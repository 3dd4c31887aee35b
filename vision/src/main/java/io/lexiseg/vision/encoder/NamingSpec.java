package io.lexiseg.vision.encoder;

import java.nio.file.Path;

/**
 * A linear classifier of the local backbone's features, and its classes' names in the text
 * encoder's space: constants of an ONNX file.
 *
 * @param file the ONNX file
 * @param kernel constant {@code [dimension, classes]}
 * @param bias constant {@code [classes]}
 * @param names constant {@code [classes, textDimension]}
 * @param considered most probable classes that take part, at least 1
 * @param scale length of the features that the classifier was trained on, above 0; unit features
 *     are multiplied by it
 */
public record NamingSpec(
    Path file, String kernel, String bias, String names, int considered, double scale) {
  public NamingSpec {
    if (considered < 1 || !(scale > 0)) {
      throw new IllegalArgumentException(
          "naming: expected considered >= 1 and scale > 0, got %d and %s"
              .formatted(considered, scale));
    }
  }
}
