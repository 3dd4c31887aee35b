package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.feature.LinearTaps;
import io.lexiseg.vision.feature.RegionFeatures;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.painting.PlacedScores;
import io.lexiseg.vision.painting.Vectors;
import io.lexiseg.vision.similarity.CategorySimilarity;
import io.lexiseg.vision.similarity.CombinedScore;
import io.lexiseg.vision.similarity.GlobalSimilarity;
import io.lexiseg.vision.similarity.NamedSimilarity;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Scores of a run of categories over one window, kept per region and, where regions vanished, per
 * token; a pixel's scores are looked up or interpolated when asked for, by the place it is in.
 *
 * <p>Source: docs/method.md, sections 5 and 7. The dense values mix in the global term before they
 * are interpolated, not after; as that term is constant over a window both give the same.
 */
final class WindowScores implements PlacedScores {
  private static final double TOKEN_NORM_FLOOR = 1e-6;

  private final EncodedWindow encoded;
  private final int categories;
  private final LinearTaps ys;
  private final LinearTaps xs;
  private final int[] rowOfRegion;
  private final float[][] regions;
  private final int[] rowOfToken;
  private final float[][] tokens;

  /**
   * Scores a window.
   *
   * @param local compares with categories {@code from .. from + local.categories() - 1}
   * @param named compares the regions' names with the same categories
   * @param global of the window, to all categories
   */
  WindowScores(
      EncodedWindow encoded,
      CategorySimilarity local,
      NamedSimilarity named,
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
    named.addTo(regions, encoded.names(), present);
    score.mix(regions, global, from);
    this.rowOfToken = new int[grid.rows() * grid.columns()];
    boolean[] needed = neededTokens();
    int[] dense = numbered(rowOfToken, token -> needed[token]);
    this.tokens =
        local.cosines(grid.values(), dense, token -> Math.max(grid.norm(token), TOKEN_NORM_FLOOR));
    score.mix(tokens, global, from);
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

  /** One for each region with a feature, then one for each token, between it and the next ones. */
  @Override
  public int places() {
    return regions.length + rowOfToken.length;
  }

  @Override
  public int place(int y, int x) {
    int top = y - encoded.window().y();
    int left = x - encoded.window().x();
    int row = rowOfRegion[encoded.map().labels()[top * encoded.window().width() + left]];
    return row >= 0 ? row : regions.length + token(ys.first(top), xs.first(left));
  }

  @Override
  public boolean flat(int place) {
    return place < regions.length;
  }

  @Override
  public float score(int place, int y, int x, int n) {
    if (flat(place)) {
      return regions[place][n];
    }
    return Vectors.between(
        corner(place, 0)[n],
        corner(place, 1)[n],
        corner(place, 2)[n],
        corner(place, 3)[n],
        xs.weight(x - encoded.window().x()),
        ys.weight(y - encoded.window().y()));
  }

  @Override
  public void addScores(int place, int y, int x, float[] sum, float[] scratch) {
    if (flat(place)) {
      Vectors.add(sum, regions[place]);
      return;
    }
    Vectors.between(
        scratch,
        corner(place, 0),
        corner(place, 1),
        corner(place, 2),
        corner(place, 3),
        xs.weight(x - encoded.window().x()),
        ys.weight(y - encoded.window().y()));
    Vectors.add(sum, scratch);
  }

  @Override
  public float lead(int place, int n, int other) {
    float[] first = corner(place, 0);
    float lead = first[n] - first[other];
    for (int c = 1; c < 4 && !flat(place); c++) {
      float[] corner = corner(place, c);
      lead = Math.max(lead, corner[n] - corner[other]);
    }
    return lead;
  }

  @Override
  public void addLeads(int place, int other, float[] sum, float[] scratch) {
    if (flat(place)) {
      Vectors.addExcess(sum, regions[place], regions[place][other]);
      return;
    }
    Arrays.fill(scratch, Float.NEGATIVE_INFINITY);
    for (int c = 0; c < 4; c++) {
      Vectors.raiseToExcess(scratch, corner(place, c), corner(place, c)[other]);
    }
    Vectors.add(sum, scratch);
  }

  @Override
  public float[] corner(int place, int c) {
    if (flat(place)) {
      return regions[place];
    }
    int columns = encoded.grid().columns();
    int token = place - regions.length;
    int i = Math.min(token / columns + c / 2, encoded.grid().rows() - 1);
    int j = Math.min(token % columns + c % 2, columns - 1);
    return tokens[rowOfToken[token(i, j)]];
  }

  /**
   * Takes something off the scores of some categories, everywhere.
   *
   * @param first of them, within the run
   * @param end behind the last, within the run
   */
  void lower(int first, int end, float by) {
    lower(regions, first, end, by);
    lower(tokens, first, end, by);
  }

  private static void lower(float[][] rows, int first, int end, float by) {
    for (float[] row : rows) {
      for (int n = first; n < end; n++) {
        row[n] -= by;
      }
    }
  }

  /** {@code [regions][categories]} of a window none of whose regions vanished. */
  float[][] regions() {
    return regions;
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

  private static void compare(float[][] rows, Set<Integer> winners, float[] behind) {
    for (float[] row : rows) {
      int best = Vectors.firstMaximum(row);
      winners.add(best);
      for (int n = 0; n < row.length; n++) {
        behind[n] = Math.min(behind[n], row[best] - row[n]);
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
    int top = encoded.window().y();
    int left = encoded.window().x();
    for (int y = top, p = 0; y < top + ys.size(); y++) {
      for (int x = left; x < left + xs.size(); x++, p++) {
        plane[p] = Math.max(plane[p], score(place(y, x), y, x, n));
      }
    }
  }
}
