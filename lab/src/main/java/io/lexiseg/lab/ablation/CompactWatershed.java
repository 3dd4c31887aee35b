package io.lexiseg.lab.ablation;

import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.superpixel.LabelMap;
import io.lexiseg.vision.superpixel.RasterOrder;
import io.lexiseg.vision.superpixel.SuperpixelAlgorithm;
import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * Superpixels by flooding the image's gradient from a grid of markers, nearer markers preferred.
 *
 * <p><b>Source:</b> P. Neubert and P. Protzel, Compact watershed and preemptive SLIC, ICPR 2014, as
 * scikit-image implements it. The gradient is the root mean square of the two Sobel responses on
 * the luma; neighbours are the four next pixels. Pixels are flooded by gradient plus compactness
 * times the distance from their marker, equal ones in order of discovery. <b>Deviations:</b>
 * markers of equal gradient are flooded in raster order, where scikit-image leaves it open; the
 * gradient is summed in another order, so that gradients equal but for rounding may change places.
 *
 * <p><b>Threads:</b> safe.
 */
final class CompactWatershed implements SuperpixelAlgorithm {
  private final WatershedParameters parameters;

  CompactWatershed(WatershedParameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public LabelMap segment(RgbImage image) {
    Flood flood = new Flood(image, parameters.compactness());
    MarkerGrid grid = MarkerGrid.of(image.height(), image.width(), parameters.count());
    for (int y = grid.firstY(); y < image.height(); y += grid.stepY()) {
      for (int x = grid.firstX(); x < image.width(); x += grid.stepX()) {
        flood.mark(y * image.width() + x);
      }
    }
    return RasterOrder.of(image.height(), image.width(), flood.labels());
  }

  /** A pixel that waits to be flooded from a marker's pixel. */
  private record Front(double value, long age, int pixel, int marker) implements Comparable<Front> {
    @Override
    public int compareTo(Front other) {
      int byValue = Double.compare(value, other.value);
      return byValue != 0 ? byValue : Long.compare(age, other.age);
    }
  }

  private static final class Flood {
    private static final int UNLABELLED = -1;

    private final int height;
    private final int width;
    private final double compactness;
    private final double[] gradient;
    private final int[] labels;
    private final PriorityQueue<Front> fronts = new PriorityQueue<>();
    private int markers;
    private long age;

    Flood(RgbImage image, double compactness) {
      this.height = image.height();
      this.width = image.width();
      this.compactness = compactness;
      this.gradient = Gradient.of(image);
      this.labels = new int[height * width];
      Arrays.fill(labels, UNLABELLED);
    }

    void mark(int pixel) {
      labels[pixel] = markers++;
      fronts.add(new Front(gradient[pixel], markers - (long) labels.length - 1, pixel, pixel));
    }

    int[] labels() {
      while (!fronts.isEmpty()) {
        Front front = fronts.remove();
        if (labels[front.pixel()] == UNLABELLED || front.pixel() == front.marker()) {
          labels[front.pixel()] = labels[front.marker()];
          spread(front);
        }
      }
      return labels;
    }

    private void spread(Front front) {
      int y = front.pixel() / width;
      int x = front.pixel() % width;
      reach(y - 1, x, front.marker());
      reach(y, x - 1, front.marker());
      reach(y, x + 1, front.marker());
      reach(y + 1, x, front.marker());
    }

    private void reach(int y, int x, int marker) {
      if (y < 0 || y >= height || x < 0 || x >= width || labels[y * width + x] != UNLABELLED) {
        return;
      }
      double dy = y - marker / width;
      double dx = x - marker % width;
      double value = gradient[y * width + x] + compactness * Math.sqrt(dy * dy + dx * dx);
      fronts.add(new Front(value, ++age, y * width + x, marker));
    }
  }
}
