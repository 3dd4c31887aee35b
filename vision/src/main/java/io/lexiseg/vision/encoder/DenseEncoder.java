package io.lexiseg.vision.encoder;

import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.image.RgbImage;
import java.util.List;

/**
 * The local backbone: a window becomes a grid of patch tokens (DINOv2, or a convolutional network's
 * last layer). Resizing to the network's input and normalisation are the encoder's business.
 *
 * <p><b>Threads:</b> may be called from any number of threads; calls block until their result is
 * there and may be batched together with others.
 */
public interface DenseEncoder {
  /** Components of a token. */
  int dimension();

  /** Whether a part of a window is encoded at the scale of the whole, not made as large. */
  default boolean keepsScale() {
    return true;
  }

  /**
   * Encodes one window.
   *
   * @param window any size from 1x1
   * @return the tokens, owned by the caller
   */
  TokenGrid encode(RgbImage window);

  /**
   * Encodes several windows, at the same time where the encoder can.
   *
   * @return one grid a window, in order, owned by the caller
   */
  default List<TokenGrid> encodeAll(List<RgbImage> windows) {
    return windows.stream().map(this::encode).toList();
  }
}
