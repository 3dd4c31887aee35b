package io.lexiseg.vision.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import java.text.Bidi;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LegendStripTest {
  private static final Mask MASK = Mask.of(1, 4, new short[] {1, 1, 1, 2});

  static Stream<LegendFont> fonts() {
    return Stream.concat(Stream.of(new HersheyLegendFont()), AwtLegendFont.found().stream());
  }

  @ParameterizedTest
  @MethodSource("fonts")
  void shouldKeepTheShareOfNamesThatDoNotFit(LegendFont font) {
    // given
    LegendStrip strip = LegendStrip.of(MASK, List.of("W".repeat(10_000), "b"), font);

    // when
    String text = strip.fitting(strip.entries().get(0), 150, 0.42);

    // then
    assertThat(text).startsWith("WWW").endsWith(font.ellipsis() + " 75.0%");
    assertThat(font.width(text, 0.42)).isLessThanOrEqualTo(150);
    assertThat(strip.fitting(strip.entries().get(0), 1, 0.42)).isEqualTo("75.0%");
  }

  @ParameterizedTest
  @MethodSource("fonts")
  void shouldLeaveTheMarginFree(LegendFont font) {
    // given
    List<String> names = List.of("W".repeat(100), "M".repeat(39));

    for (int width = 200; width < 1700; width += 170) {
      // when
      RgbImage strip = LegendStrip.of(MASK, names, font).draw(width);

      // then: nothing is written at the right side, where it would be cut off
      assertThat(strip.width()).isEqualTo(width);
      for (int y = 0; y < strip.height(); y++) {
        assertThat(strip.pixels()[((y + 1) * width - 1) * 3]).isEqualTo((byte) 0x20);
      }
    }
  }

  @Test
  void shouldNameWhatTheFontLacksByItsMaskValue() {
    // given
    LegendFont font = new HersheyLegendFont();

    // when
    LegendStrip strip = LegendStrip.of(MASK, List.of("дорога", "sky\tand\nsea"), font);

    // then
    assertThat(strip.entries())
        .extracting(LegendStrip.Entry::text)
        .containsExactly("category 1 75.0%", "sky and sea 25.0%");
  }

  @Test
  void shouldWriteOtherScripts() {
    // given: the fonts that most machines have
    Optional<LegendFont> font = AwtLegendFont.found();
    assumeTrue(font.isPresent() && font.get().shows("дорога ouranós οὐρανός"), "no such font");

    // when
    LegendStrip strip = LegendStrip.of(MASK, List.of("дорога", "οὐρανός"), font.orElseThrow());

    // then
    assertThat(strip.entries())
        .extracting(LegendStrip.Entry::name)
        .containsExactly("дорога", "οὐρανός");
    assertThat(inked(strip.draw(300))).isGreaterThan(100);
  }

  @Test
  void shouldKeepSharesBehindNamesThatRunLeftwards() {
    // given
    LegendStrip.Entry entry = new LegendStrip.Entry(0, "שמים", "10.0%");

    // when
    Bidi order = new Bidi(entry.text(), Bidi.DIRECTION_LEFT_TO_RIGHT);

    // then: the name is one run, the share another, in the order of the line
    assertThat(order.getRunCount()).isEqualTo(2);
    assertThat(order.getLevelAt(0)).isEqualTo(1);
    assertThat(order.getLevelAt(entry.text().length() - 1)).isZero();
    assertThat(order.getLevelAt(entry.text().indexOf('1'))).isZero();
  }

  @Test
  void shouldNotCutLettersApart() {
    // given: forty letters of two code units each, or of a letter with two accents
    LegendFont everything = AwtLegendFont.found().orElseGet(HersheyLegendFont::new);
    String accents = "e\u0323\u0301".repeat(60);

    // when
    String name = LegendStrip.of(MASK, List.of(accents, "b"), everything).entries().get(0).name();

    // then
    assertThat(name).matches("category 1|(\u1EB9\u0301){39}(…|\\.\\.)");
  }

  private static int inked(RgbImage strip) {
    int inked = 0;
    for (int i = 0; i < strip.pixels().length; i += 3) {
      inked += (strip.pixels()[i] & 0xFF) > 200 ? 1 : 0;
    }
    return inked;
  }
}
