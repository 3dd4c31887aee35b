package io.lexiseg.vision.superpixel;

/**
 * Components of pixels that grow by merging, each rooted at its first pixel, so that a parent
 * always stands before its child.
 */
final class Components {
  private final int[] parent;
  private final int[] size;

  /** At a root: Int(C) + k / |C|, rounded to single precision as the reference does. */
  private final float[] tolerance;

  private double scale;

  Components(int capacity) {
    parent = new int[capacity];
    size = new int[capacity];
    tolerance = new float[capacity];
  }

  /**
   * Makes every pixel its own component again.
   *
   * @param scale k of the paper in units of the edge weights
   */
  void reset(int pixels, double scale) {
    this.scale = scale;
    for (int i = 0; i < pixels; i++) {
      parent[i] = i;
      size[i] = 1;
      tolerance[i] = (float) scale;
    }
  }

  /** First pixel of a pixel's component; halves the way there. */
  int root(int pixel) {
    int[] parent = this.parent;
    int at = pixel;
    int up = parent[at];
    while (up != at) {
      int next = parent[up];
      parent[at] = next;
      at = next;
      up = parent[at];
    }
    return at;
  }

  /** Two steps, or fewer, from a pixel towards its root, without a branch; halves the way. */
  int above(int pixel) {
    int[] parent = this.parent;
    int above = parent[parent[pixel]];
    parent[pixel] = above;
    return above;
  }

  /**
   * Tells quickly, without a branch, whether two pixels may be in different components.
   *
   * @return 0 if they are surely in one, else 1
   */
  int seemApart(int a, int b) {
    int difference = above(a) ^ above(b);
    return (difference | -difference) >>> 31;
  }

  /** Merges two roots if the weight between them is below both tolerances. */
  boolean mergeSimilar(int a, int b, double weight) {
    if (weight >= tolerance[a] || weight >= tolerance[b]) {
      return false;
    }
    int root = merge(a, b);
    tolerance[root] = (float) (weight + scale / size[root]);
    return true;
  }

  /** Merges two roots if either has fewer pixels than a component may have. */
  void mergeSmall(int a, int b, int minSize) {
    if (Math.min(size[a], size[b]) < minSize) {
      merge(a, b);
    }
  }

  /** Numbers the components in raster order of their first pixels. */
  LabelMap labels(int height, int width) {
    int[] labels = new int[height * width];
    int regions = 0;
    for (int i = 0; i < labels.length; i++) {
      int up = parent[i];
      labels[i] = up == i ? regions++ : labels[up];
    }
    return LabelMap.of(height, width, regions, labels);
  }

  private int merge(int a, int b) {
    int root = Math.min(a, b);
    parent[Math.max(a, b)] = root;
    size[root] = size[a] + size[b];
    return root;
  }
}
