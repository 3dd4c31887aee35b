package io.lexiseg.vision.encoder;

import java.util.Optional;

/**
 * The networks of a backbone.
 *
 * @param dense the local backbone
 * @param image the global encoder
 * @param text the text encoder, in the global encoder's space
 * @param naming names regions in that space; empty: the pack cannot
 */
public record EncoderSpecs(
    DenseSpec dense, ImageSpec image, TextSpec text, Optional<NamingSpec> naming) {
  /** Three networks, none of which names regions. */
  public EncoderSpecs(DenseSpec dense, ImageSpec image, TextSpec text) {
    this(dense, image, text, Optional.empty());
  }
}
