package io.lexiseg.vision.encoder;

/**
 * The three networks of a backbone.
 *
 * @param dense the local backbone
 * @param image the global encoder
 * @param text the text encoder, in the global encoder's space
 */
public record EncoderSpecs(DenseSpec dense, ImageSpec image, TextSpec text) {}
