package io.lexiseg.vision.mask;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Masks as COCO's compressed run lengths: for each category one text, the very one that {@code
 * pycocotools.mask.encode} makes of the category's pixels. Runs go down the columns, from left to
 * right, and begin with pixels of other categories. From the fourth on, a run is given as its
 * difference from the last but one; each takes characters of five bits, 48..111.
 *
 * <p><b>Source:</b> the COCO API, {@code maskApi.c}: {@code rleEncode}, {@code rleToString}, {@code
 * rleFrString}.
 *
 * <p><b>Threads:</b> safe.
 */
public final class CocoRle {
  private static final int BITS = 5;
  private static final int MORE = 1 << BITS;
  private static final int SIGN = MORE >> 1;
  private static final int ZERO = 48;

  private CocoRle() {}

  /**
   * Encodes each category that the mask has.
   *
   * @param most characters of all of them together
   * @return texts by category, 1..N; empty if there are more
   */
  public static Optional<SortedMap<Integer, String>> encode(Mask mask, long most) {
    Writer writer = new Writer(most);
    short[] values = mask.values();
    int pixels = values.length;
    short value = 0;
    int start = 0;
    for (int x = 0, pixel = 0; x < mask.width(); x++) {
      for (int p = x; p < pixels; p += mask.width(), pixel++) {
        if (values[p] != value) {
          writer.run(Short.toUnsignedInt(value), start, pixel);
          value = values[p];
          start = pixel;
        }
      }
      if (writer.left < 0) {
        return Optional.empty();
      }
    }
    writer.run(Short.toUnsignedInt(value), start, pixels);
    SortedMap<Integer, String> texts = writer.texts(pixels);
    return writer.left < 0 ? Optional.empty() : Optional.of(texts);
  }

  /** Writes the runs of all categories side by side. */
  private static final class Writer {
    private @Nullable Runs[] categories = new Runs[16];
    private long left;

    private Writer(long most) {
      left = most;
    }

    private void run(int value, int start, int end) {
      if (value == 0) {
        return;
      }
      if (value >= categories.length) {
        categories = Arrays.copyOf(categories, Math.max(value + 1, 2 * categories.length));
      }
      Runs runs = categories[value];
      if (runs == null) {
        runs = new Runs();
        categories[value] = runs;
      }
      left -= runs.add(start - runs.end) + runs.add(end - start);
    }

    private SortedMap<Integer, String> texts(int pixels) {
      SortedMap<Integer, String> texts = new TreeMap<>();
      for (int value = 1; value < categories.length; value++) {
        Runs runs = categories[value];
        if (runs != null) {
          left -= runs.end < pixels ? runs.add(pixels - runs.end) : 0;
          texts.put(value, runs.text());
        }
      }
      return texts;
    }
  }

  /** Runs of one category. */
  private static final class Runs {
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private int last;
    private int lastButOne;
    private int count;

    /** Pixel behind the last run, down the columns. */
    private int end;

    /** Characters that it takes. */
    private int add(int length) {
      int before = text.size();
      int number = count > 2 ? length - lastButOne : length;
      boolean more = true;
      while (more) {
        int bits = number & (MORE - 1);
        number >>= BITS;
        more = (bits & SIGN) == 0 ? number != 0 : number != -1;
        text.write((more ? bits | MORE : bits) + ZERO);
      }
      lastButOne = last;
      last = length;
      count++;
      end += length;
      return text.size() - before;
    }

    private String text() {
      return text.toString(StandardCharsets.US_ASCII);
    }
  }

  /**
   * Decodes a mask of some categories.
   *
   * @param texts by category, 1..65535
   * @throws UndecodableMaskException if a text does not give the runs of so many pixels, two
   *     categories claim a pixel, or the mask has no pixels or more than {@link Mask#MAX_PIXELS}
   */
  public static Mask decode(int height, int width, Map<Integer, String> texts) {
    if (height < 1 || width < 1 || width > Mask.MAX_PIXELS / height) {
      throw new UndecodableMaskException(
          "mask: expected sides >= 1 and at most %d pixels, got %dx%d"
              .formatted(Mask.MAX_PIXELS, height, width));
    }
    short[] values = new short[height * width];
    texts.forEach((value, text) -> new Reader(height, values).read(value, text));
    return Mask.of(height, width, values);
  }

  /** Reads the runs of one category. */
  private static final class Reader {
    private final int height;
    private final int width;
    private final short[] values;
    private int place;

    private Reader(int height, short[] values) {
      this.height = height;
      this.width = values.length / height;
      this.values = values;
    }

    private void read(int value, String text) {
      if (value < 1 || value > Mask.MAX_CATEGORIES) {
        throw new UndecodableMaskException(
            "runs: expected a category 1..%d, got %d".formatted(Mask.MAX_CATEGORIES, value));
      }
      int pixel = 0;
      long[] last = new long[2];
      for (int count = 0; place < text.length(); count++) {
        long length = number(text) + (count > 2 ? last[1] : 0);
        if (length < 0 || length > values.length - pixel) {
          throw damaged("runs of " + values.length + " pixels", "a run of " + length);
        }
        if (count % 2 == 1) {
          fill((short) value, pixel, pixel + (int) length);
        }
        pixel += (int) length;
        last[1] = last[0];
        last[0] = length;
      }
      if (pixel != values.length) {
        throw damaged("runs of " + values.length + " pixels", pixel + " pixels");
      }
    }

    private long number(String text) {
      long number = 0;
      for (int shift = 0; place < text.length() && shift < Integer.SIZE + BITS; shift += BITS) {
        int bits = text.charAt(place++) - ZERO;
        if (bits < 0 || bits >= 2 * MORE) {
          throw damaged("characters 48..111", "character " + (bits + ZERO));
        }
        number |= (long) (bits & (MORE - 1)) << shift;
        if ((bits & MORE) == 0) {
          return (bits & SIGN) == 0 ? number : number | -1L << (shift + BITS);
        }
      }
      throw damaged("a number that ends", "one that does not");
    }

    private void fill(short value, int from, int to) {
      int x = from / height;
      int y = from % height;
      for (int pixel = from; pixel < to; pixel++) {
        int index = y * width + x;
        if (values[index] != 0) {
          throw damaged("one category a pixel", "more");
        }
        values[index] = value;
        y = y + 1 == height ? 0 : y + 1;
        x = y == 0 ? x + 1 : x;
      }
    }

    private static UndecodableMaskException damaged(String expected, String found) {
      return new UndecodableMaskException("runs: expected %s, got %s".formatted(expected, found));
    }
  }
}
