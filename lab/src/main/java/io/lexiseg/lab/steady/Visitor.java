package io.lexiseg.lab.steady;

import io.lexiseg.vision.image.RgbImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody who was cut out of a picture.
 *
 * @param picture it was seen in
 * @param pixels of it, as {@code y * width + x}
 * @param left first column of it
 */
record Visitor(RgbImage picture, List<Integer> pixels, int left) {
  private static final int DIFFERENT = 30;

  Visitor {
    pixels = List.copyOf(pixels);
  }

  /** The largest thing in a picture that is not the place. */
  static Visitor in(RgbImage picture, RgbImage place) {
    boolean[] open = new boolean[picture.height() * picture.width()];
    for (int p = 0; p < open.length; p++) {
      open[p] = difference(picture, place, 3 * p) > DIFFERENT;
    }
    List<Integer> largest = List.of(0);
    for (int p = 0; p < open.length; p++) {
      if (open[p]) {
        List<Integer> found = component(open, p, picture.width());
        largest = found.size() > largest.size() ? found : largest;
      }
    }
    int left = largest.stream().mapToInt(p -> p % picture.width()).min().orElseThrow();
    return new Visitor(picture, largest, left);
  }

  private static int difference(RgbImage a, RgbImage b, int p) {
    int most = 0;
    for (int c = p; c < p + 3; c++) {
      most = Math.max(most, Math.abs((a.pixels()[c] & 0xff) - (b.pixels()[c] & 0xff)));
    }
    return most;
  }

  private static List<Integer> component(boolean[] open, int start, int width) {
    List<Integer> found = new ArrayList<>(List.of(start));
    open[start] = false;
    for (int i = 0; i < found.size(); i++) {
      int p = found.get(i);
      int x = p % width;
      int[] neighbours = {p - width, p + width, x == 0 ? -1 : p - 1, x == width - 1 ? -1 : p + 1};
      for (int next : neighbours) {
        if (next >= 0 && next < open.length && open[next]) {
          open[next] = false;
          found.add(next);
        }
      }
    }
    return found;
  }

  /** A place with the visitor, whose first column is {@code x}; what is beyond the edge is cut. */
  RgbImage on(RgbImage place, int x) {
    byte[] painted = place.pixels().clone();
    for (int p : pixels) {
      int column = p % place.width() - left + x;
      if (column < place.width()) {
        int to = 3 * (p - p % place.width() + column);
        System.arraycopy(picture.pixels(), 3 * p, painted, to, 3);
      }
    }
    return RgbImage.of(place.height(), place.width(), painted);
  }
}
