package io.lexiseg.vision.feature;

import java.util.Comparator;
import java.util.List;

/**
 * The mean of the unit tokens of several grids over one window, each interpolated to the places of
 * the finest (bilinear, align_corners = true, as tokens are placed everywhere in the method).
 */
public final class TokenMean {
  /** Added to a token's norm. */
  private static final double EPSILON = 1e-8;

  private final TokenGrid finest;
  private final float[] sum;

  private TokenMean(TokenGrid finest) {
    this.finest = finest;
    this.sum = new float[finest.values().length];
  }

  /**
   * Averages.
   *
   * @param grids over the same window, at least one, of one dimension
   * @return a new grid of the finest one's rows and columns; its tokens are not of unit length
   * @throws IllegalArgumentException if dimensions differ
   */
  public static TokenGrid of(List<TokenGrid> grids) {
    TokenGrid finest =
        grids.stream()
            .max(Comparator.comparingInt(grid -> grid.rows() * grid.columns()))
            .orElseThrow(() -> new IllegalArgumentException("token mean: expected a grid, got 0"));
    TokenMean mean = new TokenMean(finest);
    for (TokenGrid grid : grids) {
      if (grid.dimension() != finest.dimension()) {
        throw new IllegalArgumentException(
            "token mean: expected tokens of %d components, got %d"
                .formatted(finest.dimension(), grid.dimension()));
      }
      mean.add(grid, 1f / grids.size());
    }
    return TokenGrid.of(finest.rows(), finest.columns(), finest.dimension(), mean.sum);
  }

  private void add(TokenGrid grid, float share) {
    LinearTaps ys = LinearTaps.alignCorners(grid.rows(), finest.rows());
    LinearTaps xs = LinearTaps.alignCorners(grid.columns(), finest.columns());
    float[] scale = new float[grid.rows() * grid.columns()];
    for (int token = 0; token < scale.length; token++) {
      scale[token] = (float) (share / (grid.norm(token) + EPSILON));
    }
    for (int y = 0; y < finest.rows(); y++) {
      for (int x = 0; x < finest.columns(); x++) {
        int to = (y * finest.columns() + x) * finest.dimension();
        float down = ys.weight(y);
        float right = xs.weight(x);
        int top = ys.first(y) * grid.columns();
        int bottom = ys.second(y) * grid.columns();
        add(grid, scale, top + xs.first(x), (1 - down) * (1 - right), to);
        add(grid, scale, top + xs.second(x), (1 - down) * right, to);
        add(grid, scale, bottom + xs.first(x), down * (1 - right), to);
        add(grid, scale, bottom + xs.second(x), down * right, to);
      }
    }
  }

  private void add(TokenGrid grid, float[] scale, int token, float weight, int to) {
    if (weight > 0) {
      float factor = weight * scale[token];
      int from = token * grid.dimension();
      float[] values = grid.values();
      for (int d = 0; d < grid.dimension(); d++) {
        sum[to + d] += factor * values[from + d];
      }
    }
  }
}
