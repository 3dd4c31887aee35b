package io.lexiseg.vision.encoder.pixel;

/** Order of the colour planes that a network takes. */
public enum ChannelOrder {
  /** Red, green, blue. */
  RGB,
  /** Blue, green, red. */
  BGR
}
