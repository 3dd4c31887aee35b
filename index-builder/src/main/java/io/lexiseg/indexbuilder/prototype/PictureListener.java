package io.lexiseg.indexbuilder.prototype;

import io.lexiseg.indexbuilder.attribution.AttributionMap;
import io.lexiseg.indexbuilder.attribution.AttributionMask;
import io.lexiseg.indexbuilder.generation.CaptionTask;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import java.util.List;

/**
 * Sees what prototypes are made of before it is forgotten.
 *
 * <p><b>Threads:</b> called by the making thread.
 */
@FunctionalInterface
public interface PictureListener {
  /** Looks away. */
  PictureListener NONE = (task, image, words) -> {};

  /**
   * Where a word is in a picture.
   *
   * @param word as it stands in the caption
   * @param attribution not normalised
   * @param mask of the picture's size, 1 where the word is, else 0
   */
  record LocatedWord(String word, AttributionMap attribution, Mask mask) {
    /** A mask as a picture of zeros and ones. */
    public static Mask pixels(AttributionMask mask) {
      short[] values = new short[mask.inside().length];
      for (int p = 0; p < values.length; p++) {
        values[p] = (short) (mask.inside()[p] ? 1 : 0);
      }
      return Mask.of(mask.height(), mask.width(), values);
    }
  }

  /** Sees a picture, of every task that has one. */
  void drawn(CaptionTask task, RgbImage image, List<LocatedWord> words);
}
