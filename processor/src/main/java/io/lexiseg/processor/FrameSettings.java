package io.lexiseg.processor;

import java.nio.file.Path;
import java.util.List;

/**
 * How much the frame path may take.
 *
 * @param threads frames in work at once, at least 1
 * @param bufferBytes memory for frames that wait, bytes
 * @param maxBytes largest encoded frame, bytes
 * @param maxPixels largest height times width
 * @param referenceRoots folders that {@code file:} references may point into; none: no references
 */
public record FrameSettings(
    int threads, long bufferBytes, int maxBytes, int maxPixels, List<Path> referenceRoots) {
  /** Copies the list. */
  public FrameSettings {
    referenceRoots = List.copyOf(referenceRoots);
  }
}
