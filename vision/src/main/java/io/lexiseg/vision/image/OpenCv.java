package io.lexiseg.vision.image;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The bridge between Java arrays and OpenCV. Loading this class loads the native library with one
 * thread per call for the whole process, since frames run side by side.
 */
public final class OpenCv {
  static {
    Loader.load(opencv_core.class);
    opencv_core.setNumThreads(1);
  }

  private OpenCv() {}

  /**
   * Copies samples to native memory; the caller closes both results by one pointer scope.
   *
   * @param samples {@code [height, width, 3]}
   */
  public static Mat toNative(byte[] samples, int height, int width) {
    Mat mat = new Mat(height, width, opencv_core.CV_8UC3);
    bytes(mat).put(samples);
    return mat;
  }

  /** Copies encoded bytes to native memory, one row of them. */
  static Mat toNative(byte[] encoded) {
    Mat mat = new Mat(1, encoded.length, opencv_core.CV_8UC1);
    bytes(mat).put(encoded);
    return mat;
  }

  /** Copies the samples of a continuous 8-bit matrix. */
  public static byte[] toJava(Mat mat) {
    byte[] samples = new byte[Math.toIntExact(size(mat))];
    bytes(mat).get(samples);
    return samples;
  }

  /** Copies the labels of a continuous matrix of 32-bit integers. */
  public static int[] integers(Mat mat) {
    int[] labels = new int[Math.toIntExact(mat.total())];
    new IntPointer(mat.data()).get(labels);
    return labels;
  }

  private static BytePointer bytes(Mat mat) {
    return mat.data().capacity(size(mat));
  }

  private static long size(Mat mat) {
    return mat.total() * mat.elemSize();
  }
}
