package io.lexiseg.vision.superpixel;

import io.lexiseg.vision.image.RgbImage;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Superpixels by graph merging: neighbouring pixels are joined by rising colour distance as long as
 * the distance is below the largest one inside either component plus a tolerance that shrinks as
 * components grow.
 *
 * <p><b>Source:</b> P. Felzenszwalb and D. Huttenlocher, Efficient graph-based image segmentation,
 * IJCV 59(2), 2004, as scikit-image implements it. <b>Deviations from the paper</b>, all of them
 * scikit-image's and kept to give the same labels: colours 0..1 and {@code k = scale / 255}; eight
 * neighbours, diagonal ones not farther; Gaussian mirrored at half a sample and cut at four
 * standard deviations; tolerances in single precision; merging strictly below them. <b>Deviation
 * from scikit-image:</b> links of equal weight keep their order, where its sort leaves it open.
 *
 * <p><b>Threads:</b> safe; each call borrows working arrays of about 140 bytes per pixel, which are
 * kept for the next call unless the image is exceptionally large.
 */
public final class FelzenszwalbHuttenlocher2004 implements SuperpixelAlgorithm {
  /** Working arrays for more pixels than this are not kept. */
  private static final int KEPT_PIXELS = 1 << 22;

  private final FelzenszwalbParameters parameters;
  private final GaussianBlur blur;
  private final ConcurrentLinkedQueue<FelzenszwalbWorkspace> idle = new ConcurrentLinkedQueue<>();

  /** Creates the algorithm; one instance serves any number of threads. */
  public FelzenszwalbHuttenlocher2004(FelzenszwalbParameters parameters) {
    this.parameters = parameters;
    this.blur = new GaussianBlur(parameters.sigma());
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the image has more than {@value PixelEdges#MAX_PIXELS}
   *     pixels
   */
  @Override
  public LabelMap segment(RgbImage image) {
    FelzenszwalbWorkspace workspace = borrow(image.height() * image.width());
    LabelMap labels = workspace.segment(image, parameters, blur);
    if (workspace.capacity() <= KEPT_PIXELS) {
      idle.offer(workspace);
    }
    return labels;
  }

  private FelzenszwalbWorkspace borrow(int pixels) {
    if (pixels > PixelEdges.MAX_PIXELS) {
      throw new IllegalArgumentException(
          "superpixels: expected at most %d pixels, got %d"
              .formatted(PixelEdges.MAX_PIXELS, pixels));
    }
    FelzenszwalbWorkspace workspace = idle.poll();
    return workspace != null && workspace.capacity() >= pixels
        ? workspace
        : new FelzenszwalbWorkspace(pixels);
  }
}
