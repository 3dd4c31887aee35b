package io.lexiseg.vision.superpixel;

import io.lexiseg.vision.image.RgbImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The same algorithm as {@link FelzenszwalbHuttenlocher2004}, written as directly as its
 * description allows: the oracle of its tests and the base line of its benchmark.
 *
 * <p><b>Threads:</b> safe.
 */
final class PlainFelzenszwalbHuttenlocher2004 implements SuperpixelAlgorithm {
  private final FelzenszwalbParameters parameters;

  PlainFelzenszwalbHuttenlocher2004(FelzenszwalbParameters parameters) {
    this.parameters = parameters;
  }

  /** One link between two pixels. */
  private record Edge(int a, int b, double weight) {}

  @Override
  public LabelMap segment(RgbImage image) {
    int height = image.height();
    int width = image.width();
    List<Edge> edges = edges(blurred(image), height, width);
    edges.sort(Comparator.comparingDouble(Edge::weight)); // stable
    Forest forest = new Forest(height * width);
    for (Edge edge : edges) {
      forest.mergeSimilar(edge);
    }
    for (Edge edge : edges) {
      forest.mergeSmall(edge);
    }
    return forest.labels(height, width);
  }

  private double[] blurred(RgbImage image) {
    double[] samples = new double[image.pixels().length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (image.pixels()[i] & 0xFF) / 255f;
    }
    double[] kernel = GaussianKernel.of(parameters.sigma());
    samples = convolved(samples, kernel, image.height(), image.width() * 3);
    for (int y = 0; y < image.height(); y++) {
      int from = y * image.width() * 3;
      double[] row = Arrays.copyOfRange(samples, from, from + image.width() * 3);
      System.arraycopy(convolved(row, kernel, image.width(), 3), 0, samples, from, row.length);
    }
    return samples;
  }

  /** Convolves along the first axis of {@code [length, stride]}, mirrored at half a sample. */
  private static double[] convolved(double[] samples, double[] kernel, int length, int stride) {
    double[] result = new double[samples.length];
    for (int i = 0; i < length; i++) {
      for (int j = 0; j < stride; j++) {
        double sum = samples[i * stride + j] * kernel[0];
        for (int k = kernel.length - 1; k > 0; k--) {
          double before = samples[mirrored(i - k, length) * stride + j];
          double after = samples[mirrored(i + k, length) * stride + j];
          sum += (before + after) * kernel[k];
        }
        result[i * stride + j] = sum;
      }
    }
    return result;
  }

  private static int mirrored(int i, int length) {
    int inPeriod = Math.floorMod(i, 2 * length);
    return inPeriod < length ? inPeriod : 2 * length - 1 - inPeriod;
  }

  /** Edges to the right, downwards, down-right, then up-right, each kind in raster order. */
  private static List<Edge> edges(double[] samples, int height, int width) {
    List<Edge> edges = new ArrayList<>();
    addEdges(edges, samples, height, width, 0, 1);
    addEdges(edges, samples, height, width, 1, 0);
    addEdges(edges, samples, height, width, 1, 1);
    addEdges(edges, samples, height, width, 1, -1);
    return edges;
  }

  private static void addEdges(
      List<Edge> edges, double[] samples, int height, int width, int dy, int dx) {
    for (int y = 0; y + dy < height; y++) {
      for (int x = Math.max(0, -dx); x < width && x + dx < width; x++) {
        int a = y * width + x;
        int b = (y + dy) * width + x + dx;
        edges.add(new Edge(a, b, distance(samples, a, b)));
      }
    }
  }

  private static double distance(double[] samples, int a, int b) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      double difference = samples[b * 3 + c] - samples[a * 3 + c];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  /** Components that grow by merging; the root of each is its first pixel. */
  private final class Forest {
    private final int[] parent;
    private final int[] size;
    private final double[] internal;

    Forest(int pixels) {
      parent = new int[pixels];
      size = new int[pixels];
      internal = new double[pixels];
      for (int i = 0; i < pixels; i++) {
        parent[i] = i;
        size[i] = 1;
      }
    }

    void mergeSimilar(Edge edge) {
      int a = root(edge.a());
      int b = root(edge.b());
      if (a != b && edge.weight() < Math.min(tolerance(a), tolerance(b))) {
        merge(a, b);
        internal[Math.min(a, b)] = edge.weight();
      }
    }

    void mergeSmall(Edge edge) {
      int a = root(edge.a());
      int b = root(edge.b());
      if (a != b && Math.min(size[a], size[b]) < parameters.minSize()) {
        merge(a, b);
      }
    }

    LabelMap labels(int height, int width) {
      int[] labels = new int[parent.length];
      int regions = 0;
      for (int i = 0; i < labels.length; i++) {
        int root = root(i);
        labels[i] = root == i ? regions++ : labels[root];
      }
      return LabelMap.of(height, width, regions, labels);
    }

    /** Int(C) + k / |C|, rounded to single precision as the reference does. */
    private float tolerance(int root) {
      return (float) (internal[root] + parameters.scale() / 255 / size[root]);
    }

    private void merge(int a, int b) {
      parent[Math.max(a, b)] = Math.min(a, b);
      size[Math.min(a, b)] = size[a] + size[b];
    }

    private int root(int pixel) {
      int root = pixel;
      while (parent[root] != root) {
        root = parent[root];
      }
      parent[pixel] = root; // shortens the way next time
      return root;
    }
  }
}
