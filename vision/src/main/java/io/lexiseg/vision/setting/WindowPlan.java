package io.lexiseg.vision.setting;

import io.lexiseg.vision.setting.SegmentationSettings.Windowing;
import java.util.ArrayList;
import java.util.List;

/**
 * What size an image is resized to, and which windows cover that.
 *
 * <p>Source: docs/method.md, section 3 (mmcv's rescale rule, mmseg's slide rule). The last window
 * of an axis is shifted back inside; a resized image shorter than a window on an axis has one
 * window of its own length there.
 *
 * @param height of the resized image, at least 1
 * @param width of the resized image, at least 1
 * @param windows in raster order, at least one
 */
public record WindowPlan(int height, int width, List<Window> windows) {

  /**
   * A rectangle of the resized image.
   *
   * @param y first row
   * @param x first column
   * @param height rows, at least 1
   * @param width columns, at least 1
   */
  public record Window(int y, int x, int height, int width) {
    public boolean covers(int row, int column) {
      return coversRow(row) && column >= x && column < x + width;
    }

    boolean coversRow(int row) {
      return row >= y && row < y + height;
    }
  }

  public WindowPlan {
    windows = List.copyOf(windows);
  }

  /** Plans an image of {@code height x width}. */
  public static WindowPlan of(int height, int width, SegmentationSettings settings) {
    double factor =
        Math.min(
            settings.maxLongSide() / (double) Math.max(height, width),
            settings.shortSide() / (double) Math.min(height, width));
    int resizedHeight = scaled(height, factor);
    int resizedWidth = scaled(width, factor);
    List<Window> windows =
        settings.windowing() == Windowing.WHOLE
            ? List.of(new Window(0, 0, resizedHeight, resizedWidth))
            : sliding(resizedHeight, resizedWidth, settings.shortSide());
    return new WindowPlan(resizedHeight, resizedWidth, windows);
  }

  /** A side never vanishes, however thin the image. */
  private static int scaled(int side, double factor) {
    return Math.max(1, (int) (side * factor + 0.5));
  }

  private static List<Window> sliding(int height, int width, int side) {
    List<Window> windows = new ArrayList<>();
    for (int y : starts(height, side)) {
      for (int x : starts(width, side)) {
        windows.add(new Window(y, x, Math.min(side, height), Math.min(side, width)));
      }
    }
    return windows;
  }

  private static int[] starts(int length, int side) {
    int stride = Math.max(1, side / 2);
    int count = Math.max(length - side + stride - 1, 0) / stride + 1;
    int[] starts = new int[count];
    for (int i = 0; i < count; i++) {
      starts[i] = Math.max(Math.min(i * stride + side, length) - side, 0);
    }
    return starts;
  }
}
