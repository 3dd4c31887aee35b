package io.lexiseg.vision.agreement;

import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.similarity.CategoryBank;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Categories made of a picture itself: each is a rectangle of it, with the mean of its tokens and
 * the embedding of its crop. So a mask can be had of any networks, without index and words.
 */
final class OwnCategories {
  private static final int CHANNELS = 3;
  private static final int ROWS = 2;
  private static final int COLUMNS = 3;

  private OwnCategories() {}

  static CategoryBank of(Encoders encoders, RgbImage picture) {
    TokenGrid grid = encoders.dense().encode(picture);
    List<String> names = new ArrayList<>();
    List<RgbImage> crops = new ArrayList<>();
    float[] prototypes = new float[ROWS * COLUMNS * grid.dimension()];
    for (int part = 0; part < ROWS * COLUMNS; part++) {
      names.add("part " + part);
      crops.add(crop(picture, part));
      addMean(grid, part, prototypes);
    }
    int textDimension = encoders.image().dimension();
    float[] embeddings = new float[ROWS * COLUMNS * textDimension];
    List<float[]> vectors = encoders.image().embedAll(crops);
    for (int part = 0; part < vectors.size(); part++) {
      System.arraycopy(vectors.get(part), 0, embeddings, part * textDimension, textDimension);
    }
    return CategoryBank.of(names, textDimension, grid.dimension(), embeddings, prototypes);
  }

  /** Where a part begins along an axis of that length; the last one ends where it does. */
  private static int from(int index, int parts, int length) {
    return index * length / parts;
  }

  private static void addMean(TokenGrid grid, int part, float[] prototypes) {
    int row = part / COLUMNS;
    int column = part % COLUMNS;
    int count = 0;
    int dimension = grid.dimension();
    double[] sums = new double[dimension];
    for (int y = from(row, ROWS, grid.rows()); y < from(row + 1, ROWS, grid.rows()); y++) {
      int end = from(column + 1, COLUMNS, grid.columns());
      for (int x = from(column, COLUMNS, grid.columns()); x < end; x++, count++) {
        int token = (y * grid.columns() + x) * dimension;
        for (int d = 0; d < dimension; d++) {
          sums[d] += grid.values()[token + d];
        }
      }
    }
    for (int d = 0; d < dimension; d++) {
      prototypes[part * dimension + d] = (float) (sums[d] / Math.max(1, count));
    }
  }

  private static RgbImage crop(RgbImage picture, int part) {
    int top = from(part / COLUMNS, ROWS, picture.height());
    int bottom = from(part / COLUMNS + 1, ROWS, picture.height());
    int left = from(part % COLUMNS, COLUMNS, picture.width());
    int right = from(part % COLUMNS + 1, COLUMNS, picture.width());
    int rowBytes = (right - left) * CHANNELS;
    byte[] pixels = new byte[(bottom - top) * rowBytes];
    for (int y = top; y < bottom; y++) {
      int start = (y * picture.width() + left) * CHANNELS;
      byte[] line = Arrays.copyOfRange(picture.pixels(), start, start + rowBytes);
      System.arraycopy(line, 0, pixels, (y - top) * rowBytes, rowBytes);
    }
    return RgbImage.of(bottom - top, right - left, pixels);
  }
}
