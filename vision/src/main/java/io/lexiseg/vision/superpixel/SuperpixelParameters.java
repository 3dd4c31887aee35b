package io.lexiseg.vision.superpixel;

import java.util.Optional;

/**
 * Which superpixels are cut, with the constants of the algorithm. Equal parameters cut equal
 * superpixels.
 */
public interface SuperpixelParameters {

  /** Creates the algorithm, owned by the caller; it may be kept and shared between threads. */
  SuperpixelAlgorithm algorithm();

  /** What this machine lacks for the algorithm, and what to do about it; empty: nothing. */
  default Optional<String> missing() {
    return Optional.empty();
  }

  /** Whether a part of an image is cut as it is within the whole, its borders left aside. */
  default boolean isLocal() {
    return false;
  }

  /** As settings have it. */
  String text();
}
