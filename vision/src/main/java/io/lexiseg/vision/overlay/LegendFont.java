package io.lexiseg.vision.overlay;

import io.lexiseg.vision.image.RgbImage;
import java.util.List;

/** What writes a legend. A scale of 1 makes rows of {@value #ROW} pixels. */
interface LegendFont {
  /** Height of a row at scale 1, in pixels. */
  int ROW = 44;

  /** Colour of what is written. */
  int INK = 0xF5F5F5;

  /** Colour of what it is written on. */
  int PAPER = 0x202020;

  /**
   * A row's entry.
   *
   * @param x left side of its cell in pixels
   * @param y upper side of its cell in pixels
   */
  record Line(int colour, String text, int x, int y) {
    int textX(int row) {
      return x + textIndent(row);
    }
  }

  /** The font that this machine has: any script that its fonts have, or else ASCII. */
  static LegendFont best() {
    return AwtLegendFont.found().orElseGet(HersheyLegendFont::new);
  }

  /** Where text begins in a cell, behind its swatch. */
  static int textIndent(int row) {
    return row / 4 + row;
  }

  /** Whether every letter can be drawn. */
  boolean shows(String text);

  /** What stands for left-out letters. */
  String ellipsis();

  /** Width of a text in pixels. */
  int width(String text, double scale);

  /** Draws the lines on paper. */
  RgbImage paint(int height, int width, double scale, List<Line> lines);
}
