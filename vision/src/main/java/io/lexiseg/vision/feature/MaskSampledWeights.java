package io.lexiseg.vision.feature;

import io.lexiseg.vision.superpixel.LabelMap;

/**
 * Weights of the rule that resizes each region's mask to the grid, bilinear, align_corners = true.
 * Instead of one mask a region, each token gives its four corner weights to the regions at those
 * pixels; the sums are the same. A token's weights over all regions sum to 1; a region that no
 * corner hits has none.
 *
 * <p>Source: docs/method.md, section 5.
 */
final class MaskSampledWeights {
  private final LabelMap map;
  private final int[] regionOf;
  private final float[] weightOf;
  private int size;

  private MaskSampledWeights(LabelMap map, int tokens) {
    this.map = map;
    this.regionOf = new int[tokens * 4];
    this.weightOf = new float[tokens * 4];
  }

  static RegionWeights of(LabelMap map, int rows, int columns) {
    MaskSampledWeights weights = new MaskSampledWeights(map, rows * columns);
    weights.sample(
        LinearTaps.alignCorners(map.height(), rows), LinearTaps.alignCorners(map.width(), columns));
    return weights.byRegion();
  }

  private void sample(LinearTaps ys, LinearTaps xs) {
    for (int i = 0; i < ys.size(); i++) {
      int top = ys.first(i) * map.width();
      int bottom = ys.second(i) * map.width();
      float down = ys.weight(i);
      for (int j = 0; j < xs.size(); j++) {
        float right = xs.weight(j);
        put(top + xs.first(j), (1 - down) * (1 - right));
        put(top + xs.second(j), (1 - down) * right);
        put(bottom + xs.first(j), down * (1 - right));
        put(bottom + xs.second(j), down * right);
      }
    }
  }

  private void put(int pixel, float weight) {
    regionOf[size] = map.labels()[pixel];
    weightOf[size++] = weight;
  }

  /** A stable counting sort; entry {@code e} belongs to token {@code e / 4}. */
  private RegionWeights byRegion() {
    int[] offsets = new int[map.regions() + 1];
    for (int e = 0; e < size; e++) {
      offsets[regionOf[e] + 1] += weightOf[e] > 0 ? 1 : 0;
    }
    for (int region = 0; region < map.regions(); region++) {
      offsets[region + 1] += offsets[region];
    }
    int[] next = offsets.clone();
    int[] tokens = new int[offsets[map.regions()]];
    float[] weights = new float[tokens.length];
    for (int e = 0; e < size; e++) {
      if (weightOf[e] > 0) {
        int to = next[regionOf[e]]++;
        tokens[to] = e / 4;
        weights[to] = weightOf[e];
      }
    }
    return new RegionWeights(offsets, tokens, weights);
  }
}
