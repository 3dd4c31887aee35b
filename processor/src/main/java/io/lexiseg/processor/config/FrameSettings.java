package io.lexiseg.processor.config;

import io.lexiseg.vision.image.DecodeLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How much the frame path may take.
 *
 * @param threads frames in work at once, at least 1
 * @param bufferBytes memory for frames that wait, bytes
 * @param maxBytes largest encoded frame, bytes
 * @param maxPixels largest height times width
 * @param referenceRoots folders that {@code file:} references may point into; none: no references
 * @param slowest what the slowest frame takes; zero: measured
 * @param memoryBytes memory of what stood still before cameras, bytes; 0: nothing is remembered
 * @param share part of a thread's time that a camera may use while others wait; empty: an equal one
 */
public record FrameSettings(
    int threads,
    long bufferBytes,
    int maxBytes,
    int maxPixels,
    List<Path> referenceRoots,
    Duration slowest,
    long memoryBytes,
    OptionalDouble share) {
  /** Pixels, superpixels' labels, scores and mask of a frame, for each of its pixels. */
  private static final int BYTES_PER_PIXEL = 16;

  /** Copies the list. */
  public FrameSettings {
    referenceRoots = List.copyOf(referenceRoots);
  }

  /**
   * What may be decoded. The limit of pixels is lowered to what a heap holds for all threads at
   * once. A frame beyond it would end the process for lack of memory, again after each restart; so
   * it becomes a dead letter.
   */
  public DecodeLimits decodeLimits(long heapBytes) {
    long most = heapBytes / 4 * 3 / BYTES_PER_PIXEL / threads;
    return new DecodeLimits(maxBytes, (int) Math.max(1, Math.min(maxPixels, most)));
  }
}
