package io.lexiseg.lab.steady;

import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;

/** Counts of the masks of one clip, made one way, beside those made of each picture alone. */
final class Figures {
  /** A pixel stands still while none of its samples changes by more than this. */
  private static final int STILL = 6;

  private long still;
  private long flickering;
  private long moved;
  private long movedOther;
  private long all;
  private long allOther;
  private double anew;
  private int pictures;

  /**
   * Counts one picture after another.
   *
   * @param before the picture before, and its mask
   * @param now the picture, its mask, and its mask when it is segmented alone
   */
  void add(RgbImage before, Mask maskBefore, RgbImage now, Mask mask, Mask alone) {
    byte[] a = before.pixels();
    byte[] b = now.pixels();
    for (int p = 0; p < mask.values().length; p++) {
      boolean other = mask.values()[p] != alone.values()[p];
      all++;
      allOther += other ? 1 : 0;
      if (isStill(a, b, 3 * p)) {
        still++;
        flickering += mask.values()[p] != maskBefore.values()[p] ? 1 : 0;
      } else {
        moved++;
        movedOther += other ? 1 : 0;
      }
    }
  }

  /** Notes which part of a picture was made anew. */
  void anew(double part) {
    anew += part;
    pictures++;
  }

  private static boolean isStill(byte[] a, byte[] b, int at) {
    boolean still = true;
    for (int c = at; c < at + 3; c++) {
      still &= Math.abs((a[c] & 0xff) - (b[c] & 0xff)) <= STILL;
    }
    return still;
  }

  /** Part of the pixels that stood still whose category changed, 0..1. */
  double flicker() {
    return share(flickering, still);
  }

  /** Part of the pixels that stood still, 0..1. */
  double stillness() {
    return share(still, all);
  }

  /** Part of all pixels that differ from those of the picture alone, 0..1. */
  double difference() {
    return share(allOther, all);
  }

  /** The same of pixels that moved. */
  double differenceMoved() {
    return share(movedOther, moved);
  }

  /** Mean part of a picture that was made anew, 0..1. */
  double anew() {
    return pictures == 0 ? 0 : anew / pictures;
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
