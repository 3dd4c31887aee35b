package io.lexiseg.vision.encoder;

import io.lexiseg.vision.image.RgbImage;
import java.util.List;

/**
 * The global encoder: an image or window becomes one vector in the text encoder's space (CLIP's
 * image tower, or a classifier whose class names are embedded).
 *
 * <p><b>Threads:</b> as {@link DenseEncoder}.
 */
public interface ImageEncoder {
  /** Components of the vector; equals the text encoder's. */
  int dimension();

  /**
   * Embeds one image.
   *
   * @param image any size from 1x1
   * @return {@code [dimension]}, unit L2 norm, owned by the caller
   */
  float[] embed(RgbImage image);

  /**
   * Embeds several images, at the same time where the encoder can.
   *
   * @return one vector an image, in order, owned by the caller
   */
  default List<float[]> embedAll(List<RgbImage> images) {
    return images.stream().map(this::embed).toList();
  }
}
