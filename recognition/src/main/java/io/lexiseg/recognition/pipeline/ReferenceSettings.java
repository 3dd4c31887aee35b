package io.lexiseg.recognition.pipeline;

import java.nio.file.Path;
import java.util.List;

/**
 * Which payloads may be given by address instead of by content.
 *
 * @param roots folders that {@code file:} references may point into; none: no references
 * @param maxBytes largest payload
 */
public record ReferenceSettings(List<Path> roots, int maxBytes) {
  /** No references. */
  public static final ReferenceSettings NONE = new ReferenceSettings(List.of(), 1);

  /** Copies the list. */
  public ReferenceSettings {
    roots = List.copyOf(roots);
  }
}
