package io.lexiseg.lab.steady;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row of pixels, over which somebody of one pixel walks. */
class FiguresTest {
  private static final int WIDTH = 16;

  @Test
  void shouldCountStillPixelsWhoseCategoryChanges() {
    // given
    List<RgbImage> still = List.of(picture(0), picture(0));
    List<Mask> masks = List.of(mask(0), mask(4));

    // when
    Figures figures = new Figures(still, masks, masks);

    // then
    assertThat(figures.flicker()).isEqualTo(2.0 / WIDTH);
    assertThat(figures.stillness()).isEqualTo(1);
    assertThat(figures.difference()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void shouldTellHowLateMasksFollow(int delay) {
    // given
    List<RgbImage> pictures = IntStream.range(0, WIDTH).mapToObj(FiguresTest::picture).toList();
    List<Mask> alone = IntStream.range(0, WIDTH).mapToObj(FiguresTest::mask).toList();
    List<Mask> late =
        IntStream.range(0, WIDTH).mapToObj(i -> mask(Math.max(0, i - delay))).toList();

    // when
    Figures figures = new Figures(pictures, late, alone);

    // then
    assertThat(figures.delay()).isEqualTo(delay);
    assertThat(figures.remaining()).isZero();
  }

  @Test
  void shouldTellWhatStaysBehind() {
    // given
    List<RgbImage> pictures = IntStream.range(0, WIDTH).mapToObj(FiguresTest::picture).toList();
    List<Mask> alone = IntStream.range(0, WIDTH).mapToObj(FiguresTest::mask).toList();
    List<Mask> trail = IntStream.range(0, WIDTH).mapToObj(FiguresTest::trail).toList();

    // when
    Figures figures = new Figures(pictures, trail, alone);

    // then
    assertThat(figures.remaining()).isEqualTo(1);
    assertThat(figures.flicker()).isZero();
  }

  private static RgbImage picture(int at) {
    byte[] pixels = new byte[3 * WIDTH];
    Arrays.fill(pixels, 3 * at, 3 * at + 3, (byte) 100);
    return RgbImage.of(1, WIDTH, pixels);
  }

  private static Mask mask(int at) {
    short[] values = new short[WIDTH];
    Arrays.fill(values, (short) 2);
    values[at] = 1;
    return Mask.of(1, WIDTH, values);
  }

  private static Mask trail(int until) {
    short[] values = mask(until).values().clone();
    Arrays.fill(values, 0, until, (short) 1);
    return Mask.of(1, WIDTH, values);
  }
}
