package io.lexiseg.vision.pack;

import io.lexiseg.vision.segmentation.SegmentationSettings;

/**
 * Named constants of segmentation and retrieval that suit a pack.
 *
 * @param name as commands and masks give it
 * @param settings constants of the online stage
 * @param neighbours prototypes retrieved for a category (K of Eq. 4), at least 1
 * @param relativeCut a retrieved key counts only when its similarity is at least the best one's
 *     minus this, 0..2; 2 keeps all
 */
public record Preset(
    String name, SegmentationSettings settings, int neighbours, double relativeCut) {
  /** Checks the numbers. */
  public Preset {
    if (neighbours < 1 || !(relativeCut >= 0 && relativeCut <= 2)) {
      throw new IllegalArgumentException(
          "preset %s: expected neighbours >= 1 and relativeCut 0..2, got %d and %s"
              .formatted(name, neighbours, relativeCut));
    }
  }
}
