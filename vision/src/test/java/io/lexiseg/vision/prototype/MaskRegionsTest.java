package io.lexiseg.vision.prototype;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.mask.Mask;
import org.junit.jupiter.api.Test;

class MaskRegionsTest {
  @Test
  void shouldMakeOneRegionOfEachCategoryAndOneOfTheRest() {
    // given
    Mask mask =
        givenMask(
            "7 7 0 2", //
            "7 0 0 2", "0 7 2 2");

    // when
    MaskRegions regions = MaskRegions.of(mask, 3, 4, 0);

    // then
    assertThat(regions.categories()).containsExactly(2, 7);
    assertThat(regions.map().regions()).isEqualTo(3);
    assertThat(regions.map().labels())
        .containsExactly(
            1, 1, 2, 0, //
            1, 2, 2, 0, //
            2, 1, 0, 0);
  }

  @Test
  void shouldKeepAPixelOfACategoryThatFallsBetween() {
    // given: of four columns, the first and the third are seen
    Mask mask =
        givenMask(
            "1 1 1 5", //
            "1 1 1 1");

    // when
    MaskRegions regions = MaskRegions.of(mask, 1, 2, 0);

    // then
    assertThat(regions.categories()).containsExactly(1, 5);
    assertThat(regions.map().labels()).containsExactly(0, 1);
  }

  @Test
  void shouldLeaveSmallCategoriesToTheRest() {
    // given
    Mask mask =
        givenMask(
            "1 2 2 2", //
            "2 2 2 2");

    // when
    MaskRegions regions = MaskRegions.of(mask, 2, 4, 0.2);

    // then
    assertThat(regions.categories()).containsExactly(2);
    assertThat(regions.map().labels()).containsExactly(1, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void shouldTakeTheNearestValueAsOpenCvDoes() {
    // given
    Mask mask = givenMask("1 2 1 2 1");

    // when: OpenCV takes floor(x * 5 / 3) = 0, 1, 3
    MaskRegions regions = MaskRegions.of(mask, 2, 3, 0);

    // then
    assertThat(regions.categories()).containsExactly(1, 2);
    assertThat(regions.map().labels()).containsExactly(0, 1, 1, 0, 1, 1);
  }

  @Test
  void shouldCutRegionsAtMost640Wide() {
    // given
    Mask mask = givenMask("1 1");

    // when
    MaskRegions regions = MaskRegions.of(mask, 448, 1280, 0);

    // then
    assertThat(regions.map().width()).isEqualTo(640);
    assertThat(regions.map().height()).isEqualTo(224);
  }

  private static Mask givenMask(String... rows) {
    int width = rows[0].split(" ").length;
    short[] values = new short[rows.length * width];
    for (int y = 0; y < rows.length; y++) {
      String[] row = rows[y].split(" ");
      for (int x = 0; x < width; x++) {
        values[y * width + x] = Short.parseShort(row[x]);
      }
    }
    return Mask.of(rows.length, width, values);
  }
}
