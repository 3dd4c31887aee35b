package io.lexiseg.vision.superpixel;

import io.lexiseg.vision.image.RgbImage;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Superpixels by graph merging: neighbouring pixels are joined by rising colour distance. They are
 * joined as long as it is below the largest one inside either component plus a tolerance that
 * shrinks as components grow.
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

  /** One for each thread and shape of image, as long as there are few. */
  private static final int KEPT_WORKSPACES =
      Math.max(4, Runtime.getRuntime().availableProcessors());

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
    int pixels = image.height() * image.width();
    if (pixels > PixelEdges.MAX_PIXELS) {
      throw new IllegalArgumentException(
          "superpixels: expected at most %d pixels, got %d"
              .formatted(PixelEdges.MAX_PIXELS, pixels));
    }
    FelzenszwalbWorkspace workspace = borrow(image);
    LabelMap labels = workspace.segment(image, parameters, blur);
    if (workspace.capacity() <= KEPT_PIXELS) {
      giveBack(workspace);
    }
    return labels;
  }

  private FelzenszwalbWorkspace borrow(RgbImage image) {
    for (FelzenszwalbWorkspace workspace : idle) {
      if (workspace.fits(image) && idle.remove(workspace)) {
        return workspace;
      }
    }
    return new FelzenszwalbWorkspace(image.height(), image.width());
  }

  /** Keeps a workspace, and forgets the one that was idle longest if there are many. */
  private void giveBack(FelzenszwalbWorkspace workspace) {
    if (idle.size() >= KEPT_WORKSPACES) {
      idle.poll();
    }
    idle.offer(workspace);
  }
}
