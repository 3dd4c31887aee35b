package io.lexiseg.vision.superpixel;

import io.lexiseg.vision.image.RgbImage;

/** The arrays one segmentation works in, reused by the next; used by one thread at a time. */
final class FelzenszwalbWorkspace {
  /** Links whose ends are read before the first of them merges. */
  private static final int AHEAD = 128;

  /** The value of each 8-bit sample, divided in single precision. */
  private static final double[] UNIT = new double[256];

  static {
    for (int i = 0; i < UNIT.length; i++) {
      UNIT[i] = i / 255f;
    }
  }

  private final int height;
  private final int width;
  // An array a row, as loops over rows then become vector code.
  private final double[][][] planes;
  private final double[][] between;
  private final PixelEdges edges;
  private final int[] sortedNames;
  private final int[] aheadA = new int[AHEAD];
  private final int[] aheadB = new int[AHEAD];
  private final LinkSort sort;
  private final Components components;

  /** Allocates for images up to this size. */
  FelzenszwalbWorkspace(int height, int width) {
    this.height = height;
    this.width = width;
    int capacity = Math.multiplyExact(height, width);
    planes = new double[3][height][width];
    between = new double[height][width];
    edges = new PixelEdges(capacity);
    sortedNames = new int[4 * capacity];
    sort = new LinkSort(edges.spare(), sortedNames);
    components = new Components(capacity);
  }

  /** Whether it is large enough for an image. */
  boolean fits(RgbImage image) {
    return image.height() <= height && image.width() <= width;
  }

  /** Pixels of the largest image that fits. */
  int capacity() {
    return height * width;
  }

  LabelMap segment(RgbImage image, FelzenszwalbParameters parameters, GaussianBlur blur) {
    split(image);
    for (double[][] plane : planes) {
      blur.apply(plane, between, image.height(), image.width());
    }
    edges.fill(planes, image.height(), image.width());
    components.reset(image.height() * image.width(), parameters.scale() / 255);
    int left = mergeSimilar();
    mergeSmall(left, parameters.minSize());
    return components.labels(image.height(), image.width());
  }

  private void split(RgbImage image) {
    byte[] pixels = image.pixels();
    for (int y = 0, at = 0; y < image.height(); y++) {
      double[] red = planes[0][y];
      double[] green = planes[1][y];
      double[] blue = planes[2][y];
      for (int x = 0; x < image.width(); x++, at += 3) {
        red[x] = UNIT[pixels[at] & 0xFF];
        green[x] = UNIT[pixels[at + 1] & 0xFF];
        blue[x] = UNIT[pixels[at + 2] & 0xFF];
      }
    }
  }

  /**
   * First pass over the links by rising weight. A group is sorted only after the links inside one
   * component, which change nothing any more, have left it: that is most of them.
   *
   * @return how many links between different components were left, at the front of the names
   */
  private int mergeSimilar() {
    int left = 0;
    int from = 0;
    for (int group = 0; group < edges.groups(); group++) {
      int kept = dropInner(from, edges.end(group));
      sort.sort(edges.weights(), edges.names(), from, kept);
      left = mergeSorted(kept - from, left);
      from = edges.end(group);
    }
    return left;
  }

  /**
   * Moves the links that may not be inner ones together; the few inner ones among them do no harm.
   */
  private int dropInner(int from, int to) {
    double[] weights = edges.weights();
    int[] names = edges.names();
    int kept = from;
    for (int i = from; i < to; i++) {
      int name = names[i];
      weights[kept] = weights[i];
      names[kept] = name;
      kept += components.seemApart(edges.from(name), edges.to(name));
    }
    return kept;
  }

  private int mergeSorted(int count, int alreadyLeft) {
    double[] weights = edges.spare();
    int[] names = edges.names();
    int left = alreadyLeft;
    for (int from = 0; from < count; from += AHEAD) {
      int links = Math.min(AHEAD, count - from);
      lookAhead(from, links);
      for (int i = 0; i < links; i++) {
        int a = components.root(aheadA[i]);
        int b = components.root(aheadB[i]);
        if (a != b && !components.mergeSimilar(a, b, weights[from + i])) {
          names[left++] = sortedNames[from + i];
        }
      }
    }
    return left;
  }

  /** Goes up from both ends of some links at once: no branch makes one read wait for another. */
  private void lookAhead(int from, int links) {
    for (int i = 0; i < links; i++) {
      int name = sortedNames[from + i];
      aheadA[i] = components.above(edges.from(name));
      aheadB[i] = components.above(edges.to(name));
    }
  }

  /** Second pass: components that are too small join the neighbour of the lightest link. */
  private void mergeSmall(int left, int minSize) {
    int[] names = edges.names();
    for (int i = 0; i < left; i++) {
      int a = components.root(edges.from(names[i]));
      int b = components.root(edges.to(names[i]));
      if (a != b) {
        components.mergeSmall(a, b, minSize);
      }
    }
  }
}
