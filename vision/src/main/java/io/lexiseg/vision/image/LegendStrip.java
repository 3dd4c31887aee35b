package io.lexiseg.vision.image;

import io.lexiseg.vision.mask.Mask;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** The categories of a mask by falling share, drawn as rows of colour swatches with text. */
final class LegendStrip {
  /** Narrowest strip in pixels; below it no text is readable. */
  static final int MIN_WIDTH = 200;

  private static final int FONT = opencv_imgproc.FONT_HERSHEY_SIMPLEX;
  private static final int MAX_ENTRIES = 30;
  private static final int MAX_NAME = 40;
  private static final int NONE = 0x505050;
  private static final int INK = 0xF5F5F5;
  private static final int PAPER = 0x202020;

  private final List<Entry> entries;

  private LegendStrip(List<Entry> entries) {
    this.entries = entries;
  }

  /** One line of the legend. */
  record Entry(int colour, String text) {}

  /** Counts the mask; value 0 is named "no category". */
  static LegendStrip of(Mask mask, List<String> names) {
    int[] pixels = new int[Mask.MAX_CATEGORIES + 1];
    for (short value : mask.values()) {
      pixels[Short.toUnsignedInt(value)]++;
    }
    List<Integer> present = new ArrayList<>();
    for (int value = 0; value < pixels.length; value++) {
      if (pixels[value] > 0) {
        present.add(value);
      }
    }
    present.sort(Comparator.comparingInt(value -> -pixels[value]));
    List<Entry> entries = new ArrayList<>();
    for (int value : present.subList(0, Math.min(MAX_ENTRIES, present.size()))) {
      double share = 100.0 * pixels[value] / mask.values().length;
      entries.add(entry(value, names, share));
    }
    if (present.size() > MAX_ENTRIES) {
      entries.add(new Entry(PAPER, "+ %d more".formatted(present.size() - MAX_ENTRIES)));
    }
    return new LegendStrip(entries);
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  private static Entry entry(int value, List<String> names, double share) {
    String name = value == 0 ? "no category" : "category " + value;
    if (value > 0 && value <= names.size()) {
      name = printable(names.get(value - 1));
    }
    int colour = value == 0 ? NONE : Palette.colour(value);
    String percent = share < 0.1 ? "<0.1" : String.format(Locale.ROOT, "%.1f", share);
    return new Entry(colour, name + " " + percent + "%");
  }

  /** Reduces a name to what the font has, ASCII, and to a length that fits. */
  private static String printable(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    String ascii = plain.replaceAll("[^ -~]", "?");
    return ascii.length() <= MAX_NAME ? ascii : ascii.substring(0, MAX_NAME - 2) + "..";
  }

  /** Draws the strip at a width, as high as its entries need. */
  @SuppressWarnings("try") // the scope works by being open
  RgbImage draw(int width) {
    double scale = Math.max(0.42, Math.min(1.2, width / 1400.0));
    int rowHeight = (int) Math.round(44 * scale);
    try (PointerScope scope = new PointerScope()) {
      int cell = Math.min(width, rowHeight + widestText(scale) + rowHeight / 2);
      int columns = Math.max(1, width / cell);
      int rows = (entries.size() + columns - 1) / columns;
      int height = rows * rowHeight + rowHeight / 3;
      Mat strip = new Mat(height, width, opencv_core.CV_8UC3, colour(PAPER));
      for (int i = 0; i < entries.size(); i++) {
        int y = i / columns * rowHeight + rowHeight / 6;
        drawEntry(strip, entries.get(i), y, i % columns * (width / columns), scale);
      }
      return RgbImage.of(height, width, OpenCv.toJava(strip));
    }
  }

  private int widestText(double scale) {
    int widest = 1;
    for (Entry entry : entries) {
      Size size = opencv_imgproc.getTextSize(entry.text(), FONT, scale, 1, new IntPointer(1L));
      widest = Math.max(widest, size.width());
    }
    return widest;
  }

  private static void drawEntry(Mat strip, Entry entry, int y, int x, double scale) {
    int row = (int) Math.round(44 * scale);
    Rect swatch = new Rect(x + row / 4, y + row / 6, row * 2 / 3, row * 2 / 3);
    opencv_imgproc.rectangle(
        strip, swatch, colour(entry.colour()), opencv_imgproc.FILLED, opencv_imgproc.LINE_8, 0);
    Point baseline = new Point(x + row / 4 + row, y + row * 7 / 10);
    int thickness = scale > 0.8 ? 2 : 1;
    opencv_imgproc.putText(
        strip,
        entry.text(),
        baseline,
        FONT,
        scale,
        colour(INK),
        thickness,
        opencv_imgproc.LINE_AA,
        false);
  }

  /** Samples are stored red first, so the scalar is too. */
  private static Scalar colour(int rgb) {
    return new Scalar(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF, 0);
  }
}
