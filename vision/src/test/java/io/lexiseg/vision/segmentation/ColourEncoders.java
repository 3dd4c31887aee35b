package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.encoder.DenseEncoder;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.ImageEncoder;
import io.lexiseg.vision.encoder.TextEncoder;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.image.RgbImage;
import java.util.ArrayList;
import java.util.List;

/** A backbone whose tokens are the mean colours of cells of 16 pixels; notes what it encoded. */
final class ColourEncoders implements Encoders {
  static final int DIMENSION = 3;
  private static final int SIDE = 16;

  private final List<RgbImage> encoded = new ArrayList<>();

  /** Windows that were encoded since this was asked for last. */
  List<RgbImage> encoded() {
    List<RgbImage> windows = List.copyOf(encoded);
    encoded.clear();
    return windows;
  }

  @Override
  public DenseEncoder dense() {
    return new DenseEncoder() {
      @Override
      public int dimension() {
        return DIMENSION;
      }

      @Override
      public TokenGrid encode(RgbImage window) {
        encoded.add(window);
        return tokens(window);
      }
    };
  }

  private static TokenGrid tokens(RgbImage window) {
    int rows = Math.max(1, window.height() / SIDE);
    int columns = Math.max(1, window.width() / SIDE);
    float[] sums = new float[rows * columns * DIMENSION];
    for (int p = 0; p < window.height() * window.width(); p++) {
      int i = p / window.width() * rows / window.height();
      int j = p % window.width() * columns / window.width();
      for (int c = 0; c < DIMENSION; c++) {
        sums[(i * columns + j) * DIMENSION + c] += window.pixels()[3 * p + c] & 0xff;
      }
    }
    return TokenGrid.of(rows, columns, DIMENSION, sums);
  }

  @Override
  public ImageEncoder image() {
    throw new UnsupportedOperationException("the global term is off");
  }

  @Override
  public TextEncoder text() {
    throw new UnsupportedOperationException("a segmenter embeds no text");
  }

  @Override
  public void close() {}
}
