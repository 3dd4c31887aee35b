package io.lexiseg.vision.pack.checkpoint;

import java.nio.file.Path;

/**
 * A file of weights.
 *
 * @param file in the safetensors format, or an index of several
 * @param origin where it was published, for people
 */
public record CheckpointFile(Path file, String origin) {
  /** One that somebody has on disk. */
  public static CheckpointFile local(Path file) {
    return new CheckpointFile(file, file.getFileName().toString());
  }
}
