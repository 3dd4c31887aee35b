package io.lexiseg.vision.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Turns samples with transparency, or of 16 bits, into red, green and blue of 8 bits. What is
 * transparent shows white, as on a page of paper, in proportion; what lies under full transparency
 * is never seen and not counted.
 */
final class Flattening {
  private static final int WHITE = 255;
  private static final int DEEP = 16;

  private final Mat mat;
  private final int channels;
  private final boolean deep;
  private final int transparentGrey;
  private final int opaque;
  private ByteBuffer row = ByteBuffer.allocate(0);

  private Flattening(Mat mat, int transparentGrey) {
    this.mat = mat;
    this.channels = mat.channels();
    this.deep = mat.depth() == opencv_core.CV_16U;
    this.transparentGrey = transparentGrey;
    this.opaque = deep ? (1 << DEEP) - 1 : WHITE;
  }

  /**
   * Flattens what OpenCV decoded.
   *
   * @param mat continuous, 1, 3 or 4 channels of 8 or 16 bits: grey, or blue first, alpha last
   * @param transparentGrey sample of a single channel that is transparent, or -1
   */
  static RgbImage of(Mat mat, int transparentGrey) {
    return new Flattening(mat, transparentGrey).image();
  }

  private RgbImage image() {
    DepthReduction reduction = deep ? reduction() : new DepthReduction(0, 256);
    byte[] rgb = new byte[mat.rows() * mat.cols() * 3];
    int last = Math.min(2, channels - 1);
    int out = 0;
    for (int y = 0; y < mat.rows(); y++) {
      moveTo(y);
      for (int x = 0; x < mat.cols(); x++) {
        int alpha = alpha(x);
        for (int i = 0; i < 3; i++) {
          int value = reduction.reduce(sample(x, Math.max(0, last - i)));
          rgb[out++] = (byte) over(value, alpha);
        }
      }
    }
    return RgbImage.of(mat.rows(), mat.cols(), rgb);
  }

  private void moveTo(int y) {
    long length = mat.cols() * mat.elemSize();
    row = mat.ptr(y).capacity(length).asByteBuffer().order(ByteOrder.nativeOrder());
  }

  private int over(int value, int alpha) {
    return alpha == opaque
        ? value
        : (int) (((long) value * alpha + (long) WHITE * (opaque - alpha) + opaque / 2) / opaque);
  }

  private DepthReduction reduction() {
    int[] counts = new int[1 << DEEP];
    int largest = 0;
    boolean grey = true;
    for (int y = 0; y < mat.rows(); y++) {
      moveTo(y);
      for (int x = 0; x < mat.cols(); x++) {
        if (alpha(x) > 0) {
          int sample = sample(x, 0);
          counts[sample]++;
          largest = Math.max(largest, largest(x));
          grey &= channels == 1 || (sample == sample(x, 1) && sample == sample(x, 2));
        }
      }
    }
    return grey ? DepthReduction.ofGrey(counts) : DepthReduction.ofColour(largest);
  }

  private int largest(int x) {
    int largest = 0;
    for (int i = 0; i < Math.min(3, channels); i++) {
      largest = Math.max(largest, sample(x, i));
    }
    return largest;
  }

  private int alpha(int x) {
    if (channels == 4) {
      return sample(x, 3);
    }
    return channels == 1 && sample(x, 0) == transparentGrey ? 0 : opaque;
  }

  private int sample(int x, int channel) {
    int index = x * channels + channel;
    return deep ? row.getShort(index * 2) & 0xFFFF : row.get(index) & 0xFF;
  }
}
