package io.lexiseg.vision.superpixel;

/** No superpixels: similarities of single tokens are interpolated to pixels (the dense path). */
public record NoSuperpixels() implements SuperpixelParameters {

  /** One region, the image. */
  @Override
  public SuperpixelAlgorithm algorithm() {
    return image ->
        LabelMap.of(image.height(), image.width(), 1, new int[image.height() * image.width()]);
  }

  @Override
  public String text() {
    return "none";
  }
}
