package io.lexiseg.vision.overlay;

import java.awt.Color;

/**
 * One fixed colour per category index, so that a category looks the same in every picture. The
 * first are chosen by hand to be told apart at a glance; further ones turn around the colour circle
 * by the golden angle, with changing saturation and brightness.
 */
public final class Palette {
  private static final int[] CHOSEN = {
    0xE6194B, 0x3CB44B, 0x2D6BFF, 0xFFE119, 0xF58231, 0x9B30D9, 0x46F0F0, 0xF032E6, 0xBFEF45,
    0xFABED4, 0x009688, 0xB58CFF, 0x9A6324, 0xFFD08A, 0x8B0000, 0xAAFFC3, 0x808000, 0x5A7DA8,
    0xFF6F91, 0x00A2E8
  };
  private static final float GOLDEN_ANGLE = 0.381966f;

  private Palette() {}

  /**
   * Colour of a category.
   *
   * @param category 1 or more
   * @return {@code 0xRRGGBB}
   * @throws IllegalArgumentException if the category is not positive
   */
  public static int colour(int category) {
    if (category < 1) {
      throw new IllegalArgumentException("palette: expected a category >= 1, got " + category);
    }
    if (category <= CHOSEN.length) {
      return CHOSEN[category - 1];
    }
    float hue = category * GOLDEN_ANGLE;
    float saturation = 0.5f + 0.15f * (category % 4);
    float brightness = 1 - 0.2f * (category % 3);
    return Color.HSBtoRGB(hue, saturation, brightness) & 0xFFFFFF;
  }

  /**
   * Colour of a category as pages write it.
   *
   * @param category 1 or more
   * @return {@code #rrggbb}
   * @throws IllegalArgumentException if the category is not positive
   */
  public static String hex(int category) {
    return "#%06x".formatted(colour(category));
  }
}
