package io.lexiseg.vision.superpixel;

import io.lexiseg.vision.image.OpenCv;
import io.lexiseg.vision.image.RgbImage;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_ximgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_ximgproc.SuperpixelSEEDS;

/**
 * Superpixels by exchanging blocks and pixels between cells of a grid as long as their colour
 * histograms profit, by OpenCV, as in the authors' program.
 *
 * <p><b>Source:</b> M. Van den Bergh et al., SEEDS: superpixels extracted via energy-driven
 * sampling, IJCV 111(3), 2015. <b>Deviations:</b> superpixels are at least 16 pixels large on
 * average; an image that is too small or too thin for a grid of them stays whole.
 *
 * <p><b>Threads:</b> safe.
 */
final class Seeds implements SuperpixelAlgorithm {
  private static final int LEAST_PIXELS = 16;

  /** OpenCV takes smaller numbers for this one. */
  private static final int LEAST_COUNT = 10;

  private final SeedsParameters parameters;

  Seeds(SeedsParameters parameters) {
    this.parameters = parameters;
  }

  @Override
  @SuppressWarnings("try") // the scope works by being open
  public LabelMap segment(RgbImage image) {
    int count = Math.min(parameters.count(), image.height() * image.width() / LEAST_PIXELS);
    if (!hasGrid(image, Math.max(count, LEAST_COUNT))) {
      return new NoSuperpixels().algorithm().segment(image);
    }
    try (PointerScope scope = new PointerScope()) {
      Mat pixels = OpenCv.toNative(image.pixels(), image.height(), image.width());
      SuperpixelSEEDS seeds =
          opencv_ximgproc.createSuperpixelSEEDS(
              image.width(),
              image.height(),
              3,
              count,
              parameters.levels(),
              parameters.prior(),
              parameters.bins(),
              false);
      seeds.iterate(pixels, parameters.iterations());
      Mat labels = new Mat();
      seeds.getLabels(labels);
      return RasterOrder.of(image.height(), image.width(), OpenCv.integers(labels));
    }
  }

  /** Whether OpenCV's grid has at least one row and one column, of cells of four pixels or more. */
  private static boolean hasGrid(RgbImage image, int count) {
    int rows = (int) Math.sqrt((double) count * image.height() / image.width());
    int columns = (int) ((long) rows * image.width() / image.height());
    return rows >= 1 && columns >= 1 && image.height() / rows >= 2 && image.width() / columns >= 2;
  }
}
