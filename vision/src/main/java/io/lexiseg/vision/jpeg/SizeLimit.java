package io.lexiseg.vision.jpeg;

/** Asked as soon as a size is known, before memory is taken for it. */
@FunctionalInterface
public interface SizeLimit {

  /** Throws what the caller wants to see if a picture of this size is not to be read. */
  void check(long height, long width);
}
