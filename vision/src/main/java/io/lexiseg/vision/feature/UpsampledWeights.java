package io.lexiseg.vision.feature;

import io.lexiseg.vision.superpixel.LabelMap;
import java.util.Arrays;

/**
 * Weights of the rule that interpolates tokens to every pixel, bilinear, align_corners = true.
 * Instead of a token per pixel, each pixel gives its four corner weights to tokens, region after
 * region. All use one buffer the size of the grid; the sums are the same. A region's weights sum to
 * its pixels, so none vanishes.
 *
 * <p>Source: docs/method.md, section 12.
 */
final class UpsampledWeights {
  private final LabelMap map;
  private final int columns;
  private final LinearTaps ys;
  private final LinearTaps xs;
  private final double[] sums;
  private int lowest;
  private int highest;
  private int[] tokens;
  private float[] weights;
  private int size;

  private UpsampledWeights(LabelMap map, int rows, int columns) {
    this.map = map;
    this.columns = columns;
    this.ys = LinearTaps.alignCorners(rows, map.height());
    this.xs = LinearTaps.alignCorners(columns, map.width());
    this.sums = new double[rows * columns];
    this.tokens = new int[sums.length * 2];
    this.weights = new float[tokens.length];
  }

  static RegionWeights of(LabelMap map, int rows, int columns) {
    return new UpsampledWeights(map, rows, columns).collect();
  }

  private RegionWeights collect() {
    int[] starts = new int[map.regions() + 1];
    int[] pixels = pixelsByRegion(starts);
    int[] offsets = new int[starts.length];
    for (int region = 0; region < map.regions(); region++) {
      lowest = sums.length;
      highest = 0;
      addRegion(pixels, starts[region], starts[region + 1]);
      flush();
      offsets[region + 1] = size;
    }
    return new RegionWeights(offsets, tokens, weights);
  }

  private int[] pixelsByRegion(int[] starts) {
    int[] labels = map.labels();
    for (int label : labels) {
      starts[label + 1]++;
    }
    for (int region = 0; region < map.regions(); region++) {
      starts[region + 1] += starts[region];
    }
    int[] next = starts.clone();
    int[] pixels = new int[labels.length];
    for (int p = 0; p < labels.length; p++) {
      pixels[next[labels[p]]++] = p;
    }
    return pixels;
  }

  /** Adds a region's pixels, which stand in raster order: a division each would cost most. */
  private void addRegion(int[] pixels, int from, int to) {
    int width = map.width();
    int y = from < to ? pixels[from] / width : 0;
    int row = y * width;
    for (int p = from; p < to; p++) {
      for (; pixels[p] >= row + width; row += width) {
        y++;
      }
      add(y, pixels[p] - row);
    }
  }

  private void add(int y, int x) {
    int top = ys.first(y) * columns;
    int bottom = ys.second(y) * columns;
    int left = xs.first(x);
    int next = xs.second(x);
    float down = ys.weight(y);
    float right = xs.weight(x);
    sums[top + left] += (1 - down) * (1 - right);
    sums[top + next] += (1 - down) * right;
    sums[bottom + left] += down * (1 - right);
    sums[bottom + next] += down * right;
    lowest = Math.min(lowest, top);
    highest = Math.max(highest, bottom + columns);
  }

  private void flush() {
    for (int token = lowest; token < highest; token++) {
      if (sums[token] > 0) {
        append(token, (float) sums[token]);
        sums[token] = 0;
      }
    }
  }

  private void append(int token, float weight) {
    if (size == tokens.length) {
      tokens = Arrays.copyOf(tokens, size * 2);
      weights = Arrays.copyOf(weights, size * 2);
    }
    tokens[size] = token;
    weights[size++] = weight;
  }
}
