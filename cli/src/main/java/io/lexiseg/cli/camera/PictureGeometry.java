package io.lexiseg.cli.camera;

import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.Resizing;
import io.lexiseg.vision.image.RgbImage;

/**
 * How the stored pixels of a video become the picture that a player shows: pixels that are not
 * square are made square, then the picture is turned or mirrored.
 *
 * <p><b>Source:</b> the display matrix of ISO/IEC 14496-12, section 8.3.2, as FFmpeg hands it out.
 * <b>Deviations:</b> angles are taken to the nearest quarter turn; translation and perspective are
 * left out, as players do.
 *
 * @param pixelAspect width of a stored pixel over its height; 1: square
 * @param transposed whether rows become columns
 * @param leftward whether the first stored column, after transposing, is the last shown one
 * @param upward whether the first stored row, after transposing, is the last shown one
 */
record PictureGeometry(double pixelAspect, boolean transposed, boolean leftward, boolean upward) {
  /** Stored as shown. */
  static final PictureGeometry PLAIN = new PictureGeometry(1, false, false, false);

  /** Beyond this, either way, a pixel's aspect is damage rather than a camera's. */
  private static final double MOST_ASPECT = 8;

  PictureGeometry {
    boolean believable = pixelAspect >= 1 / MOST_ASPECT && pixelAspect <= MOST_ASPECT;
    pixelAspect = believable ? pixelAspect : 1;
  }

  /**
   * Reads a display matrix.
   *
   * @param matrix nine numbers, row by row, a point being the row (x, y, 1), y downwards; of them
   *     the signs and sizes of the first two columns' first two rows count
   */
  static PictureGeometry of(double pixelAspect, int[] matrix) {
    long straight = Math.abs((long) matrix[0]) + Math.abs((long) matrix[4]);
    long crossed = Math.abs((long) matrix[1]) + Math.abs((long) matrix[3]);
    boolean transposed = crossed > straight;
    return new PictureGeometry(
        pixelAspect,
        transposed,
        (transposed ? matrix[3] : matrix[0]) < 0,
        (transposed ? matrix[1] : matrix[4]) < 0);
  }

  /** The picture as it is to be seen; the given one if that is how it is stored. */
  RgbImage shown(RgbImage stored) {
    RgbImage square = square(stored);
    return transposed || leftward || upward ? turned(square) : square;
  }

  /** The side with fewer samples grows, so that none are lost. */
  private RgbImage square(RgbImage stored) {
    int height = stored.height();
    int width = stored.width();
    long wider = Math.round(width * Math.max(1, pixelAspect));
    long higher = Math.round(height / Math.min(1, pixelAspect));
    return wider * higher > DecodeLimits.LARGEST_PIXELS
        ? stored
        : Resizing.bilinear(stored, Math.toIntExact(higher), Math.toIntExact(wider));
  }

  private RgbImage turned(RgbImage image) {
    int height = transposed ? image.width() : image.height();
    int width = transposed ? image.height() : image.width();
    byte[] from = image.pixels();
    byte[] to = new byte[from.length];
    for (int y = 0; y < height; y++) {
      int row = upward ? height - 1 - y : y;
      for (int x = 0; x < width; x++) {
        int column = leftward ? width - 1 - x : x;
        int source = transposed ? column * image.width() + row : row * image.width() + column;
        int target = y * width + x;
        to[target * 3] = from[source * 3];
        to[target * 3 + 1] = from[source * 3 + 1];
        to[target * 3 + 2] = from[source * 3 + 2];
      }
    }
    return RgbImage.of(height, width, to);
  }
}
