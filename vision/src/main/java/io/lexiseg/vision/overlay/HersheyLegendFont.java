package io.lexiseg.vision.overlay;

import io.lexiseg.vision.image.OpenCv;
import io.lexiseg.vision.image.RgbImage;
import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/** The font that OpenCV brings: ASCII alone, but on every machine. */
final class HersheyLegendFont implements LegendFont {
  private static final int FONT = opencv_imgproc.FONT_HERSHEY_SIMPLEX;

  @Override
  public boolean shows(String text) {
    return text.chars().allMatch(letter -> letter >= ' ' && letter <= '~');
  }

  @Override
  public String ellipsis() {
    return "..";
  }

  @Override
  @SuppressWarnings("try") // the scope works by being open
  public int width(String text, double scale) {
    try (PointerScope scope = new PointerScope()) {
      int thickness = thickness(scale);
      return opencv_imgproc.getTextSize(text, FONT, scale, thickness, new IntPointer(1L)).width();
    }
  }

  @Override
  @SuppressWarnings("try") // the scope works by being open
  public RgbImage paint(int height, int width, double scale, List<Line> lines) {
    try (PointerScope scope = new PointerScope()) {
      Mat strip = new Mat(height, width, opencv_core.CV_8UC3, colour(PAPER));
      for (Line line : lines) {
        paint(strip, line, scale);
      }
      return RgbImage.of(height, width, OpenCv.toJava(strip));
    }
  }

  private static void paint(Mat strip, Line line, double scale) {
    int row = (int) Math.round(ROW * scale);
    Rect swatch = new Rect(line.x() + row / 4, line.y() + row / 6, row * 2 / 3, row * 2 / 3);
    opencv_imgproc.rectangle(
        strip, swatch, colour(line.colour()), opencv_imgproc.FILLED, opencv_imgproc.LINE_8, 0);
    opencv_imgproc.putText(
        strip,
        line.text(),
        new Point(line.textX(row), line.y() + row * 7 / 10),
        FONT,
        scale,
        colour(INK),
        thickness(scale),
        opencv_imgproc.LINE_AA,
        false);
  }

  private static int thickness(double scale) {
    return scale > 0.8 ? 2 : 1;
  }

  /** Samples are stored red first, so the scalar is too. */
  private static Scalar colour(int rgb) {
    return new Scalar(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF, 0);
  }
}
