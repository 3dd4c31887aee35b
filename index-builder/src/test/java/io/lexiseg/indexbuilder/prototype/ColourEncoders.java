package io.lexiseg.indexbuilder.prototype;

import io.lexiseg.vision.encoder.DenseEncoder;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.ImageEncoder;
import io.lexiseg.vision.encoder.TextEncoder;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.image.RgbImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A token is the colour of the pixel in the middle of its square, 12 x 12 of them; a prompt's
 * vector is random numbers of its letters. Batches of prompts are remembered.
 */
public final class ColourEncoders implements Encoders {
  static final int GRID = 12;

  final List<List<String>> batches = new ArrayList<>();
  boolean closed;
  private final float brightest;

  /** Tokens are colours from 0 to this. */
  public ColourEncoders(float brightest) {
    this.brightest = brightest;
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
        float[] values = new float[GRID * GRID * 3];
        for (int token = 0; token < GRID * GRID; token++) {
          int y = (2 * (token / GRID) + 1) * window.height() / (2 * GRID);
          int x = (2 * (token % GRID) + 1) * window.width() / (2 * GRID);
          for (int c = 0; c < 3; c++) {
            int sample = Byte.toUnsignedInt(window.pixels()[3 * (y * window.width() + x) + c]);
            values[3 * token + c] = sample / 255f * brightest;
          }
        }
        return TokenGrid.of(GRID, GRID, 3, values);
      }
    };
  }

  @Override
  public ImageEncoder image() {
    throw new UnsupportedOperationException("prototypes need no global encoder");
  }

  @Override
  public TextEncoder text() {
    return new TextEncoder() {
      @Override
      public int dimension() {
        return 4;
      }

      @Override
      public List<float[]> embed(List<String> prompts) {
        batches.add(List.copyOf(prompts));
        return prompts.stream().map(ColourEncoders::vector).toList();
      }
    };
  }

  static float[] vector(String prompt) {
    Random random = new Random(prompt.hashCode());
    float[] vector = new float[4];
    for (int d = 0; d < vector.length; d++) {
      vector[d] = random.nextFloat() + 0.1f;
    }
    return vector;
  }

  @Override
  public void close() {
    closed = true;
  }
}
