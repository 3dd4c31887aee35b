package io.lexiseg.prototypes.redisearch;

import java.util.List;

/**
 * How deep a graph was searched, and what was found.
 *
 * @param neighbours wanted, at least 1
 * @param depth candidates looked at, at least {@code neighbours}
 * @param recall share of the exact neighbours among those found, 0..1
 */
public record Exploration(int neighbours, int depth, double recall) {
  public Exploration {
    if (neighbours < 1 || depth < neighbours || !(recall >= 0 && recall <= 1)) {
      throw new IllegalArgumentException(
          "exploration: expected 1 <= neighbours <= depth and a recall of 0..1, got %d, %d, %s"
              .formatted(neighbours, depth, recall));
    }
  }

  /**
   * Depth for a number of neighbours: that of the next larger number measured, beyond the largest
   * in proportion to it.
   *
   * @param measured by rising number of neighbours, at least one
   */
  static int depthFor(int neighbours, List<Exploration> measured) {
    for (Exploration exploration : measured) {
      if (neighbours <= exploration.neighbours) {
        return exploration.depth;
      }
    }
    Exploration largest = measured.get(measured.size() - 1);
    return (int) Math.ceil((double) largest.depth / largest.neighbours * neighbours);
  }
}
