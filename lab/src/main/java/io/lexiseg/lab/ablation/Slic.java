package io.lexiseg.lab.ablation;

import io.lexiseg.vision.image.OpenCv;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.superpixel.LabelMap;
import io.lexiseg.vision.superpixel.RasterOrder;
import io.lexiseg.vision.superpixel.SuperpixelAlgorithm;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_ximgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_ximgproc.SuperpixelSLIC;

/**
 * Superpixels by clustering colour and place around a grid of seeds, by OpenCV.
 *
 * <p><b>Source:</b> R. Achanta et al., SLIC superpixels compared to state-of-the-art superpixel
 * methods, TPAMI 34(11), 2012. <b>Deviations from scikit-image</b>, whose function the authors'
 * program calls: OpenCV places seeds and joins fragments by rules of its own, so that numbers and
 * borders of superpixels differ; colour space, blur, compactness, iterations and the smallest size,
 * half of the mean, are the same.
 *
 * <p><b>Threads:</b> safe.
 */
final class Slic implements SuperpixelAlgorithm {
  /** A superpixel below this share of the mean size, in percent, joins a neighbour. */
  private static final int LEAST_PERCENT = 50;

  private final SlicParameters parameters;

  Slic(SlicParameters parameters) {
    this.parameters = parameters;
  }

  @Override
  @SuppressWarnings("try") // the scope works by being open
  public LabelMap segment(RgbImage image) {
    try (PointerScope scope = new PointerScope()) {
      Mat lab = lab(image);
      SuperpixelSLIC slic =
          opencv_ximgproc.createSuperpixelSLIC(
              lab, opencv_ximgproc.SLIC, side(image), (float) parameters.compactness());
      slic.iterate(parameters.iterations());
      slic.enforceLabelConnectivity(LEAST_PERCENT);
      Mat labels = new Mat();
      slic.getLabels(labels);
      return RasterOrder.of(image.height(), image.width(), OpenCv.integers(labels));
    }
  }

  /** Side of a seed's cell; twice the image's shorter side still holds one seed. */
  private int side(RgbImage image) {
    double pixels = (double) image.height() * image.width();
    int side = (int) Math.round(Math.sqrt(pixels / parameters.count()));
    return Math.max(1, Math.min(side, 2 * Math.min(image.height(), image.width())));
  }

  private Mat lab(RgbImage image) {
    Mat pixels = OpenCv.toNative(image.pixels(), image.height(), image.width());
    Mat floats = new Mat();
    pixels.convertTo(floats, opencv_core.CV_32F, 1 / 255.0, 0);
    if (parameters.sigma() > 0) {
      int size = 2 * (int) (4 * parameters.sigma() + 0.5) + 1;
      opencv_imgproc.GaussianBlur(
          floats,
          floats,
          new Size(size, size),
          parameters.sigma(),
          parameters.sigma(),
          opencv_core.BORDER_REFLECT,
          opencv_core.ALGO_HINT_DEFAULT);
    }
    Mat lab = new Mat();
    opencv_imgproc.cvtColor(floats, lab, opencv_imgproc.COLOR_RGB2Lab);
    return lab;
  }
}
