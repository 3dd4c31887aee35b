package io.lexiseg.vision.superpixel;

/**
 * Which superpixels are cut, with the constants of the algorithm. Equal parameters cut equal
 * superpixels.
 */
public interface SuperpixelParameters {

  /** Creates the algorithm; it may be kept and shared between threads. */
  SuperpixelAlgorithm algorithm();

  /** As settings have it. */
  String text();
}
