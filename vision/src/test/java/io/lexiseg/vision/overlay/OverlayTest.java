package io.lexiseg.vision.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.vision.image.EncodedImages;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverlayTest {

  @Test
  void shouldTintCategoriesAndDrawBordersBetweenThem() {
    // given
    RgbImage black = RgbImage.of(1, 6, new byte[18]);
    Mask mask = Mask.of(1, 6, new short[] {0, 0, 1, 1, 2, 2});

    // when
    RgbImage drawn = Overlay.draw(black, mask, List.of("road", "sky"));

    // then: untouched, border, half the colour of 1, border, half the colour of 2 twice
    assertThat(pixel(drawn, 0, 0)).isZero();
    assertThat(pixel(drawn, 0, 1)).isEqualTo(0xFFFFFF);
    assertThat(pixel(drawn, 0, 2)).isEqualTo(half(Palette.colour(1)));
    assertThat(pixel(drawn, 0, 3)).isEqualTo(0xFFFFFF);
    assertThat(pixel(drawn, 0, 4)).isEqualTo(half(Palette.colour(2)));
    assertThat(pixel(drawn, 0, 5)).isEqualTo(half(Palette.colour(2)));
  }

  @Test
  void shouldPutTheLegendBelowTheWholeImage() {
    // given
    RgbImage image = EncodedImages.picture(90, 300);
    Mask mask = Mask.of(90, 300, new short[90 * 300]);

    // when
    RgbImage drawn = Overlay.draw(image, mask, List.of());

    // then
    assertThat(drawn.width()).isEqualTo(300);
    assertThat(drawn.height()).isGreaterThan(90);
    for (int y = 0; y < 90; y++) {
      assertThat(pixel(drawn, y, 299)).isEqualTo(pixel(image, y, 299));
    }
  }

  @Test
  void shouldLeaveTheImageUntouched() {
    // given
    RgbImage image = EncodedImages.picture(8, 8);
    byte[] before = image.pixels().clone();
    short[] ones = new short[64];
    Arrays.fill(ones, (short) 1);

    // when
    Overlay.draw(image, Mask.of(8, 8, ones), List.of("all"));

    // then
    assertThat(image.pixels()).isEqualTo(before);
  }

  @Test
  void shouldDrawTheSmallestImage() {
    // when
    RgbImage drawn =
        Overlay.draw(RgbImage.of(1, 1, new byte[3]), Mask.of(1, 1, new short[1]), List.of());

    // then
    assertThat(drawn.width()).isEqualTo(LegendStrip.MIN_WIDTH);
  }

  @Test
  void shouldListCategoriesByShare() {
    // given
    Mask mask = Mask.of(1, 8, new short[] {2, 2, 2, 2, 2, 0, 0, 3});

    // when
    List<LegendStrip.Entry> entries = LegendStrip.of(mask, List.of("cat", "café")).entries();

    // then
    assertThat(entries)
        .extracting(LegendStrip.Entry::text)
        .containsExactly("café 62.5%", "no category 25.0%", "category 3 12.5%");
    assertThat(entries.get(0).colour()).isEqualTo(Palette.colour(2));
  }

  @Test
  void shouldDrawHundredsOfLongNames() {
    // given
    short[] values = new short[400];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) i;
    }
    List<String> names = Collections.nCopies(400, "x".repeat(10_000));
    Mask mask = Mask.of(20, 20, values);

    // when
    LegendStrip strip = LegendStrip.of(mask, names);

    // then
    assertThat(strip.entries()).hasSize(31);
    assertThat(strip.entries().get(30).text()).isEqualTo("+ 370 more 92.5%");
    assertThat(strip.draw(200).height()).isLessThan(1000);
  }

  @Test
  void shouldRejectAMaskOfAnotherSize() {
    // given
    RgbImage image = EncodedImages.picture(4, 6);
    Mask mask = Mask.of(6, 4, new short[24]);

    // then
    assertThatThrownBy(() -> Overlay.draw(image, mask, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a mask of the image's 4x6, got 6x4");
  }

  private static int pixel(RgbImage image, int y, int x) {
    int at = (y * image.width() + x) * 3;
    byte[] pixels = image.pixels();
    return ((pixels[at] & 0xFF) << 16) | ((pixels[at + 1] & 0xFF) << 8) | (pixels[at + 2] & 0xFF);
  }

  /** Mean of black and a colour, rounded up. */
  private static int half(int colour) {
    int result = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      result |= ((((colour >> shift) & 0xFF) + 1) / 2) << shift;
    }
    return result;
  }
}
