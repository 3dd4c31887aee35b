package io.lexiseg.vision.overlay;

import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import java.text.Bidi;
import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The categories of a mask by falling share, drawn as rows of colour swatches with text. Names that
 * do not fit are shortened, names that no font has are given by their mask value; every entry shows
 * its share.
 */
final class LegendStrip {
  /** Narrowest strip in pixels; below it no text is readable. */
  static final int MIN_WIDTH = 200;

  private static final int MAX_ENTRIES = 30;
  private static final int MAX_NAME = 40;
  private static final int NONE = 0x505050;
  private static final String LEFT_TO_RIGHT = "\u200E";

  private final List<Entry> entries;
  private final LegendFont font;

  private LegendStrip(List<Entry> entries, LegendFont font) {
    this.entries = entries;
    this.font = font;
  }

  /** One line of the legend. */
  record Entry(int colour, String name, String share) {
    String text() {
      return text(name, share);
    }

    /** Keeps the share behind names that run from right to left. */
    static String text(String name, String share) {
      boolean leftwards = Bidi.requiresBidi(name.toCharArray(), 0, name.length());
      return name + (leftwards ? LEFT_TO_RIGHT : "") + " " + share;
    }
  }

  /** Counts the mask; value 0 is named "no category". */
  static LegendStrip of(Mask mask, List<String> names) {
    return of(mask, names, LegendFont.best());
  }

  /** As {@link #of(Mask, List)}, in a font. */
  static LegendStrip of(Mask mask, List<String> names, LegendFont font) {
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
    long rest = mask.values().length;
    for (int value : present.subList(0, Math.min(MAX_ENTRIES, present.size()))) {
      int colour = value == 0 ? NONE : Palette.colour(value);
      String name = name(value, names, font);
      entries.add(new Entry(colour, name, share(pixels[value], mask)));
      rest -= pixels[value];
    }
    if (present.size() > MAX_ENTRIES) {
      String more = "+ %d more".formatted(present.size() - MAX_ENTRIES);
      entries.add(new Entry(LegendFont.PAPER, more, share(rest, mask)));
    }
    return new LegendStrip(entries, font);
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  private static String share(long pixels, Mask mask) {
    double percent = 100.0 * pixels / mask.values().length;
    return percent < 0.1 ? "<0.1%" : String.format(Locale.ROOT, "%.1f%%", percent);
  }

  private static String name(int value, List<String> names, LegendFont font) {
    if (value == 0) {
      return "no category";
    }
    if (value <= names.size()) {
      String start = start(names.get(value - 1), 4 * MAX_NAME); // enough of any length
      String plain = start.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
      String composed = Normalizer.normalize(plain, Normalizer.Form.NFC);
      if (!composed.isEmpty() && font.shows(composed)) {
        return shortened(composed, MAX_NAME, font);
      }
    }
    return "category " + value;
  }

  private static String shortened(String name, int letters, LegendFont font) {
    String start = start(name, letters);
    return start.length() == name.length()
        ? name
        : start(name, letters - 1).strip() + font.ellipsis();
  }

  /** The first letters of a text, each with all that belongs to it. */
  private static String start(String text, int letters) {
    BreakIterator iterator = BreakIterator.getCharacterInstance(Locale.ROOT);
    iterator.setText(text);
    int end = 0;
    for (int i = 0; i < letters && end != BreakIterator.DONE; i++) {
      end = iterator.next();
    }
    return end == BreakIterator.DONE ? text : text.substring(0, end);
  }

  /** Draws the strip at a width, as high as its entries need. */
  RgbImage draw(int width) {
    double scale = Math.max(0.42, Math.min(1.2, width / 1400.0));
    int row = (int) Math.round(LegendFont.ROW * scale);
    int margin = LegendFont.textIndent(row) + row / 4;
    int cell = Math.min(width, margin + widestText(scale));
    int columns = Math.max(1, width / cell);
    int rows = (entries.size() + columns - 1) / columns;
    List<LegendFont.Line> lines = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      int y = i / columns * row + row / 6;
      int x = i % columns * (width / columns);
      String text = fitting(entries.get(i), width / columns - margin, scale);
      lines.add(new LegendFont.Line(entries.get(i).colour(), text, x, y));
    }
    return font.paint(rows * row + row / 3, width, scale, lines);
  }

  private int widestText(double scale) {
    int widest = 1;
    for (Entry entry : entries) {
      widest = Math.max(widest, font.width(entry.text(), scale));
    }
    return widest;
  }

  /** An entry's text, its name shortened until it is no wider than this. */
  String fitting(Entry entry, int widthPx, double scale) {
    String text = entry.text();
    for (int letters = MAX_NAME; letters > 1 && font.width(text, scale) > widthPx; letters--) {
      text = Entry.text(shortened(entry.name(), letters - 1, font), entry.share());
    }
    return font.width(text, scale) > widthPx ? entry.share() : text;
  }
}
