package io.lexiseg.indexbuilder.dataset;

import io.lexiseg.vision.encoder.DenseEncoder;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.ImageEncoder;
import io.lexiseg.vision.encoder.TextEncoder;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.image.RgbImage;
import java.util.List;

/**
 * Tokens tell where they are: (3, 0, 0) in the left half of the window, (0, 5, 0) in the right. A
 * prompt's vector tells whether it speaks of the sky.
 */
final class FakeEncoders implements Encoders {
  private static final int ROWS = 8;
  private static final int COLUMNS = 20;

  static float[] unitKey(String noun) {
    return noun.equals("sky") ? new float[] {1, 0} : new float[] {0, 1};
  }

  @Override
  public DenseEncoder dense() {
    return new DenseEncoder() {
      @Override
      public int dimension() {
        return 3;
      }

      @Override
      public TokenGrid encode(RgbImage window) {
        float[] values = new float[ROWS * COLUMNS * 3];
        for (int token = 0; token < ROWS * COLUMNS; token++) {
          boolean left = token % COLUMNS < COLUMNS / 2;
          values[token * 3 + (left ? 0 : 1)] = left ? 3 : 5;
        }
        return TokenGrid.of(ROWS, COLUMNS, 3, values);
      }
    };
  }

  @Override
  public ImageEncoder image() {
    throw new UnsupportedOperationException("an index needs no global encoder");
  }

  @Override
  public TextEncoder text() {
    return new TextEncoder() {
      @Override
      public int dimension() {
        return 2;
      }

      @Override
      public List<float[]> embed(List<String> prompts) {
        return prompts.stream().map(p -> unitKey(p.contains("sky") ? "sky" : "other")).toList();
      }
    };
  }

  @Override
  public void close() {}
}
