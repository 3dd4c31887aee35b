package io.lexiseg.vision.encoder;

import io.lexiseg.vision.encoder.pixel.PixelInput;
import java.nio.file.Path;

/**
 * A network that turns a picture into a grid of tokens.
 *
 * @param file the ONNX file
 * @param input the picture
 * @param output tensor name of the tokens
 * @param layout order of the output's axes
 * @param leadingTokens tokens before the first patch token, dropped (class token, registers); 0
 *     unless the layout is {@link Layout#TOKENS}
 * @param patchSizePx side of the square that one token stands for (the stride of a convolutional
 *     network)
 * @param dimension components of a token
 */
public record DenseSpec(
    Path file,
    PixelInput input,
    String output,
    Layout layout,
    int leadingTokens,
    int patchSizePx,
    int dimension) {

  /** Order of the output's axes. */
  public enum Layout {
    /** {@code [n, leadingTokens + rows * columns, dimension]}, rows and columns from the input. */
    TOKENS,
    /** {@code [n, dimension, rows, columns]}. */
    GRID
  }

  /** Checks the numbers and that the grid of a token sequence is known. */
  public DenseSpec {
    if (leadingTokens < 0 || patchSizePx < 1 || dimension < 1) {
      throw new IllegalArgumentException(
          "dense encoder: expected leadingTokens >= 0, patchSize >= 1, dimension >= 1, got %d, %d, %d"
              .formatted(leadingTokens, patchSizePx, dimension));
    }
    if (layout == Layout.GRID && leadingTokens > 0) {
      throw new IllegalArgumentException("dense encoder: layout GRID has no leading tokens");
    }
    if (layout == Layout.TOKENS
        && (!input.size().isFixed()
            || input.size().heightPx() % patchSizePx != 0
            || input.size().widthPx() % patchSizePx != 0)) {
      throw new IllegalArgumentException(
          "dense encoder: layout TOKENS needs a fixed size that is a multiple of patchSize %d, got %dx%d"
              .formatted(patchSizePx, input.size().heightPx(), input.size().widthPx()));
    }
  }
}
