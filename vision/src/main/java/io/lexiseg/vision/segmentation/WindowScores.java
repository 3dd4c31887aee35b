package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.feature.LinearTaps;
import io.lexiseg.vision.feature.RegionFeatures;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.similarity.CombinedScore;
import io.lexiseg.vision.similarity.LocalSimilarity;
import java.util.Arrays;

/**
 * Scores of a run of categories over one window, kept per region and, where regions vanished, per
 * token; a pixel's scores are looked up or interpolated when asked for.
 *
 * <p>Source: ALGORITHM sections 3.6 and 3.8. The dense values mix in the global term before they
 * are interpolated, not after; as that term is constant over a window both give the same.
 */
final class WindowScores {
  private static final double TOKEN_NORM_FLOOR = 1e-6;

  private final EncodedWindow encoded;
  private final int categories;
  private final float[] regions;
  private final LinearTaps ys;
  private final LinearTaps xs;
  private final int[] rowOfToken;
  private float[] tokens = new float[0];

  private WindowScores(EncodedWindow encoded, int categories) {
    TokenGrid grid = encoded.grid();
    this.encoded = encoded;
    this.categories = categories;
    this.regions = new float[Math.multiplyExact(encoded.features().regions(), categories)];
    this.ys = LinearTaps.alignCorners(grid.rows(), encoded.map().height());
    this.xs = LinearTaps.alignCorners(grid.columns(), encoded.map().width());
    this.rowOfToken = new int[grid.rows() * grid.columns()];
  }

  /**
   * Scores a window.
   *
   * @param local prepared for categories {@code from .. from + categories - 1}
   */
  static WindowScores of(
      EncodedWindow encoded, LocalSimilarity local, int from, double localWeight) {
    WindowScores scores = new WindowScores(encoded, local.categories());
    scores.scoreRegions(local, from, localWeight);
    scores.scoreTokens(local, from, localWeight);
    return scores;
  }

  private void scoreRegions(LocalSimilarity local, int from, double localWeight) {
    RegionFeatures features = encoded.features();
    for (int region = 0; region < features.regions(); region++) {
      if (!features.vanished(region)) {
        local.cosines(features.values(), region, features.norm(region), regions, region);
        CombinedScore.mix(regions, region, categories, encoded.global(), from, localWeight);
      }
    }
  }

  /** Only tokens that a pixel of a vanished region is interpolated from. */
  private void scoreTokens(LocalSimilarity local, int from, double localWeight) {
    TokenGrid grid = encoded.grid();
    int needed = numberNeededTokens();
    tokens = new float[Math.multiplyExact(needed, categories)];
    for (int token = 0; token < rowOfToken.length; token++) {
      int row = rowOfToken[token];
      if (row >= 0) {
        double norm = Math.max(grid.norm(token), TOKEN_NORM_FLOOR);
        local.cosines(grid.values(), token, norm, tokens, row);
        CombinedScore.mix(tokens, row, categories, encoded.global(), from, localWeight);
      }
    }
  }

  private int numberNeededTokens() {
    Arrays.fill(rowOfToken, -1);
    int needed = 0;
    if (encoded.hasVanished()) {
      markNeededTokens();
      for (int token = 0; token < rowOfToken.length; token++) {
        rowOfToken[token] = rowOfToken[token] == 0 ? needed++ : -1;
      }
    }
    return needed;
  }

  private void markNeededTokens() {
    int[] labels = encoded.map().labels();
    for (int y = 0, p = 0; y < ys.size(); y++) {
      for (int x = 0; x < xs.size(); x++, p++) {
        if (encoded.features().vanished(labels[p])) {
          rowOfToken[token(ys.first(y), xs.first(x))] = 0;
          rowOfToken[token(ys.first(y), xs.second(x))] = 0;
          rowOfToken[token(ys.second(y), xs.first(x))] = 0;
          rowOfToken[token(ys.second(y), xs.second(x))] = 0;
        }
      }
    }
  }

  private int token(int i, int j) {
    return i * encoded.grid().columns() + j;
  }

  /** Whether pixel {@code (y, x)} of the resized image surely scores like {@code (y, x - 1)}. */
  boolean continues(int y, int x) {
    int p = pixel(y, x);
    int label = encoded.map().labels()[p];
    return label == encoded.map().labels()[p - 1] && !encoded.features().vanished(label);
  }

  private int pixel(int y, int x) {
    WindowPlan.Window window = encoded.window();
    return (y - window.y()) * window.width() + x - window.x();
  }

  /**
   * Adds the scores of pixel {@code (y, x)} of the resized image.
   *
   * @param sum {@code [*, categories]}; row {@code to} is added to
   */
  void addTo(float[] sum, int to, int y, int x) {
    int label = encoded.map().labels()[pixel(y, x)];
    if (encoded.features().vanished(label)) {
      addInterpolated(sum, to * categories, y - encoded.window().y(), x - encoded.window().x());
      return;
    }
    int at = to * categories;
    int region = label * categories;
    for (int n = 0; n < categories; n++) {
      sum[at + n] += regions[region + n];
    }
  }

  private void addInterpolated(float[] sum, int at, int y, int x) {
    int a = rowOfToken[token(ys.first(y), xs.first(x))] * categories;
    int b = rowOfToken[token(ys.first(y), xs.second(x))] * categories;
    int c = rowOfToken[token(ys.second(y), xs.first(x))] * categories;
    int d = rowOfToken[token(ys.second(y), xs.second(x))] * categories;
    float down = ys.weight(y);
    float up = 1 - down;
    float right = xs.weight(x);
    float left = 1 - right;
    for (int n = 0; n < categories; n++) {
      sum[at + n] +=
          up * (left * tokens[a + n] + right * tokens[b + n])
              + down * (left * tokens[c + n] + right * tokens[d + n]);
    }
  }
}
