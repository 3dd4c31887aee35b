package io.lexiseg.lab.steady;

import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import java.util.Arrays;
import java.util.List;

/** Counts of the masks of one clip, made one way, beside those made of each picture alone. */
final class Figures {
  /** A pixel stands still while none of its samples changes by more than this. */
  private static final int STILL = 6;

  private static final int LAGS = 4;
  private static final int LEFT_AFTER = 3;
  private static final int LEFT_UNTIL = 12;

  private final List<RgbImage> pictures;
  private final List<Mask> masks;
  private final List<Mask> alone;
  private final int[] sinceMoved;

  private long still;
  private long flickering;
  private long moved;
  private long movedOther;
  private final long[] agreeing = new long[LAGS];
  private long left;
  private long remaining;
  private long all;
  private long allOther;

  /**
   * Counts.
   *
   * @param pictures of one size
   * @param masks of the pictures
   * @param alone masks of the same pictures, each segmented alone
   */
  Figures(List<RgbImage> pictures, List<Mask> masks, List<Mask> alone) {
    this.pictures = pictures;
    this.masks = masks;
    this.alone = alone;
    this.sinceMoved = new int[pictures.get(0).height() * pictures.get(0).width()];
    Arrays.fill(sinceMoved, LEFT_UNTIL);
    for (int i = 1; i < pictures.size(); i++) {
      count(i);
    }
  }

  private void count(int i) {
    byte[] before = pictures.get(i - 1).pixels();
    byte[] now = pictures.get(i).pixels();
    short[] values = masks.get(i).values();
    short[] valuesBefore = masks.get(i - 1).values();
    short[] valuesAlone = alone.get(i).values();
    for (int p = 0; p < values.length; p++) {
      boolean other = values[p] != valuesAlone[p];
      all++;
      allOther += other ? 1 : 0;
      if (isStill(before, now, 3 * p)) {
        sinceMoved[p]++;
        still++;
        flickering += values[p] != valuesBefore[p] ? 1 : 0;
        countLeft(p, values[p], valuesAlone[p]);
      } else {
        sinceMoved[p] = 0;
        moved++;
        movedOther += other ? 1 : 0;
        countLags(i, p);
      }
    }
  }

  private void countLags(int i, int p) {
    for (int lag = 0; lag < LAGS; lag++) {
      boolean agrees = masks.get(i).values()[p] == alone.get(Math.max(0, i - lag)).values()[p];
      agreeing[lag] += agrees ? 1 : 0;
    }
  }

  private void countLeft(int p, int value, int valueAlone) {
    if (sinceMoved[p] >= LEFT_AFTER && sinceMoved[p] < LEFT_UNTIL) {
      left++;
      remaining += value == 1 && valueAlone != 1 ? 1 : 0;
    }
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

  /** Pictures ago whose masks, made of each alone, are most like those of pixels that moved. */
  int delay() {
    int best = 0;
    for (int lag = 1; lag < LAGS; lag++) {
      best = agreeing[lag] > agreeing[best] ? lag : best;
    }
    return best;
  }

  /**
   * Part of the pixels that stand still since 3 to 11 pictures that are of the first category, and
   * are not in the picture alone, 0..1: what somebody left behind.
   */
  double remaining() {
    return share(remaining, left);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
