package io.lexiseg.vision.agreement;

import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.segmentation.PrototypeSegmenter;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.similarity.CategoryBank;
import java.util.List;
import java.util.Locale;

/** Refuses networks whose masks of photographs that ship differ from those of trusted ones. */
public final class MaskGate {
  /** Share of pixels that have to get the same category. */
  public static final double LEAST_EQUAL = 0.995;

  /** Two, because large networks take seconds a window on a processor. */
  private static final List<String> SHOWN = List.of("cat", "house");

  private MaskGate() {}

  /**
   * Segments photographs with both, into parts of themselves.
   *
   * @param trusted on the processor
   * @param tested the same networks on the device
   * @param settings how masks are made of what networks give
   * @param name of what is tested, for the message
   * @return share of equal pixels
   * @throws IllegalStateException if fewer than {@link #LEAST_EQUAL} of the pixels are equal
   */
  public static double check(
      Encoders trusted, Encoders tested, SegmentationSettings settings, String name) {
    long pixels = 0;
    long equal = 0;
    for (String shown : SHOWN) {
      RgbImage picture = Photographs.of(shown);
      CategoryBank categories = OwnCategories.of(trusted, picture);
      Mask expected = mask(trusted, picture, settings, categories);
      Mask found = mask(tested, picture, settings, categories);
      pixels += expected.values().length;
      equal += equal(expected, found);
    }
    double share = (double) equal / pixels;
    if (share < LEAST_EQUAL) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s: expected the processor's masks (equal pixels >= %.1f %%), got %.2f %% of %d pixels",
              name,
              100 * LEAST_EQUAL,
              100 * share,
              pixels));
    }
    return share;
  }

  private static Mask mask(
      Encoders encoders, RgbImage picture, SegmentationSettings settings, CategoryBank categories) {
    return new PrototypeSegmenter(encoders, Runnable::run)
        .encode(picture, settings)
        .segment(categories)
        .mask();
  }

  private static long equal(Mask expected, Mask found) {
    short[] a = expected.values();
    short[] b = found.values();
    long equal = 0;
    for (int i = 0; i < a.length; i++) {
      equal += a[i] == b[i] ? 1 : 0;
    }
    return equal;
  }
}
