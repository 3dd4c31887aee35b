package io.lexiseg.vision.pack.safetensors;

import java.nio.file.Path;

/** A file that is not in the safetensors format, or does not hold what it says. */
public final class MalformedTensorsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  MalformedTensorsException(Path file, String what, Object expected, Object found) {
    super("%s: %s: expected %s, got %s".formatted(file, what, expected, found));
  }
}
