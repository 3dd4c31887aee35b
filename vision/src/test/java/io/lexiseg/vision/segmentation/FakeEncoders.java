package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.encoder.DenseEncoder;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.ImageEncoder;
import io.lexiseg.vision.encoder.TextEncoder;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.image.RgbImage;

/**
 * Networks without weights: the tokens and the embedding of the n-th window asked for are random
 * numbers of a seed and n.
 */
final class FakeEncoders implements Encoders {
  private final int rows;
  private final int columns;
  private final int dimension;
  private final int textDimension;
  private final long seed;
  private int encoded;
  private int embedded;

  FakeEncoders(int rows, int columns, int dimension, int textDimension, long seed) {
    this.rows = rows;
    this.columns = columns;
    this.dimension = dimension;
    this.textDimension = textDimension;
    this.seed = seed;
  }

  int embedded() {
    return embedded;
  }

  @Override
  public DenseEncoder dense() {
    return new DenseEncoder() {
      @Override
      public int dimension() {
        return dimension;
      }

      @Override
      public TokenGrid encode(RgbImage window) {
        float[] tokens = new Sequence(seed + 1000L * ++encoded).next(rows * columns * dimension);
        return TokenGrid.of(rows, columns, dimension, tokens);
      }
    };
  }

  @Override
  public ImageEncoder image() {
    return new ImageEncoder() {
      @Override
      public int dimension() {
        return textDimension;
      }

      @Override
      public float[] embed(RgbImage image) {
        return new Sequence(seed + 1000L * ++embedded + 500).nextUnit(1, textDimension);
      }
    };
  }

  @Override
  public TextEncoder text() {
    throw new UnsupportedOperationException("a segmenter embeds no text");
  }

  @Override
  public void close() {}
}
