package io.lexiseg.vision.segmentation;

/** What is done to the scores of one category over one window. */
@FunctionalInterface
interface WindowRefinement {
  /** Leaves scores as they are. */
  WindowRefinement NONE = plane -> {};

  /**
   * Refines a plane in place. Monotone: a plane nowhere above another is nowhere above it
   * afterwards.
   *
   * @param plane {@code [height, width]} of the window, written to
   */
  void refine(float[] plane);
}
