package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.feature.LinearTaps;
import io.lexiseg.vision.feature.RegionFeatures;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.similarity.CategorySimilarity;
import io.lexiseg.vision.similarity.CombinedScore;
import io.lexiseg.vision.similarity.GlobalSimilarity;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Scores of a run of categories over one window, kept per region and, where regions vanished, per
 * token; a pixel's scores are looked up or interpolated when asked for.
 *
 * <p>Source: docs/method.md, sections 5 and 7. The dense values mix in the global term before they
 * are interpolated, not after; as that term is constant over a window both give the same.
 */
final class WindowScores {
  private static final double TOKEN_NORM_FLOOR = 1e-6;

  private final EncodedWindow encoded;
  private final int categories;
  private final LinearTaps ys;
  private final LinearTaps xs;
  private final int[] rowOfRegion;
  private final float[] regions;
  private final int[] rowOfToken;
  private final float[] tokens;

  /**
   * Scores a window.
   *
   * @param local compares with categories {@code from .. from + local.categories() - 1}
   * @param global of the window, to all categories
   */
  WindowScores(
      EncodedWindow encoded,
      CategorySimilarity local,
      GlobalSimilarity global,
      int from,
      CombinedScore score) {
    RegionFeatures features = encoded.features();
    TokenGrid grid = encoded.grid();
    this.encoded = encoded;
    this.categories = local.categories();
    this.ys = LinearTaps.alignCorners(grid.rows(), encoded.map().height());
    this.xs = LinearTaps.alignCorners(grid.columns(), encoded.map().width());
    this.rowOfRegion = new int[features.regions()];
    int[] present = numbered(rowOfRegion, region -> !features.vanished(region));
    this.regions = local.cosines(features.values(), present, features::norm);
    score.mix(regions, categories, global, from);
    this.rowOfToken = new int[grid.rows() * grid.columns()];
    boolean[] needed = neededTokens();
    int[] dense = numbered(rowOfToken, token -> needed[token]);
    this.tokens =
        local.cosines(grid.values(), dense, token -> Math.max(grid.norm(token), TOKEN_NORM_FLOOR));
    score.mix(tokens, categories, global, from);
  }

  /** Numbers what is kept, {@code rowOf} giving the number or -1, and lists it. */
  private static int[] numbered(int[] rowOf, IntPredicate kept) {
    int[] list = IntStream.range(0, rowOf.length).filter(kept).toArray();
    Arrays.fill(rowOf, -1);
    for (int row = 0; row < list.length; row++) {
      rowOf[list[row]] = row;
    }
    return list;
  }

  /** Tokens that a pixel of a vanished region is interpolated from. */
  private boolean[] neededTokens() {
    boolean[] needed = new boolean[rowOfToken.length];
    if (encoded.hasVanished()) {
      int[] labels = encoded.map().labels();
      for (int y = 0, p = 0; y < ys.size(); y++) {
        for (int x = 0; x < xs.size(); x++, p++) {
          if (rowOfRegion[labels[p]] < 0) {
            needed[token(ys.first(y), xs.first(x))] = true;
            needed[token(ys.first(y), xs.second(x))] = true;
            needed[token(ys.second(y), xs.first(x))] = true;
            needed[token(ys.second(y), xs.second(x))] = true;
          }
        }
      }
    }
    return needed;
  }

  private int token(int i, int j) {
    return i * encoded.grid().columns() + j;
  }

  /** Whether pixel {@code (y, x)} of the resized image surely scores like {@code (y, x - 1)}. */
  boolean continues(int y, int x) {
    int p = pixel(y, x);
    int label = encoded.map().labels()[p];
    return label == encoded.map().labels()[p - 1] && rowOfRegion[label] >= 0;
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
    int row = rowOfRegion[encoded.map().labels()[pixel(y, x)]];
    if (row < 0) {
      addInterpolated(sum, to * categories, y - encoded.window().y(), x - encoded.window().x());
      return;
    }
    int at = to * categories;
    int region = row * categories;
    for (int n = 0; n < categories; n++) {
      sum[at + n] += regions[region + n];
    }
  }

  /** Number of categories in the run. */
  int categories() {
    return categories;
  }

  /**
   * Compares the categories in every region and token that pixels take their scores from.
   *
   * @param winners gets those that win somewhere
   * @param behind {@code [categories]}, lowered to how little each is behind the winner
   */
  void compare(Set<Integer> winners, float[] behind) {
    compare(regions, winners, behind);
    compare(tokens, winners, behind);
  }

  private void compare(float[] rows, Set<Integer> winners, float[] behind) {
    for (int row = 0; row < rows.length; row += categories) {
      int best = 0;
      for (int n = 1; n < categories; n++) {
        if (rows[row + n] > rows[row + best]) {
          best = n;
        }
      }
      winners.add(best);
      for (int n = 0; n < categories; n++) {
        behind[n] = Math.min(behind[n], rows[row + best] - rows[row + n]);
      }
    }
  }

  /** The highest score of a group at each pixel, {@code [height, width]} of the window. */
  float[] highest(List<Integer> group) {
    float[] plane = new float[encoded.map().labels().length];
    Arrays.fill(plane, Float.NEGATIVE_INFINITY);
    for (int n : group) {
      raise(plane, n);
    }
    return plane;
  }

  private void raise(float[] plane, int n) {
    int[] labels = encoded.map().labels();
    for (int y = 0, p = 0; y < ys.size(); y++) {
      for (int x = 0; x < xs.size(); x++, p++) {
        int row = rowOfRegion[labels[p]];
        float score = row < 0 ? interpolated(n, y, x) : regions[row * categories + n];
        plane[p] = Math.max(plane[p], score);
      }
    }
  }

  private float interpolated(int n, int y, int x) {
    float a = tokens[rowOfToken[token(ys.first(y), xs.first(x))] * categories + n];
    float b = tokens[rowOfToken[token(ys.first(y), xs.second(x))] * categories + n];
    float c = tokens[rowOfToken[token(ys.second(y), xs.first(x))] * categories + n];
    float d = tokens[rowOfToken[token(ys.second(y), xs.second(x))] * categories + n];
    float down = ys.weight(y);
    float right = xs.weight(x);
    return (1 - down) * ((1 - right) * a + right * b) + down * ((1 - right) * c + right * d);
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
