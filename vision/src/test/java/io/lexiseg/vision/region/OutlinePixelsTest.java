package io.lexiseg.vision.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.vision.mask.UndecodableMaskException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutlinePixelsTest {
  private static final int[] LEFT = {0, 0, 2, 0, 2, 2, 0, 2};

  @Test
  void shouldFillByTheEvenOddRule() {
    // given: two rings of one category that have a column in common
    List<int[]> rings = List.of(LEFT, new int[] {1, 0, 4, 0, 4, 1, 1, 1});

    // when, then
    assertThat(Masks.grid(OutlinePixels.fill(2, 4, Map.of(1, rings))))
        .containsExactly("1.11", "11..");
  }

  @Test
  void shouldFillNothingWithoutRings() {
    assertThat(Masks.grid(OutlinePixels.fill(1, 2, Map.of()))).containsExactly("..");
    assertThat(Masks.grid(OutlinePixels.fill(1, 2, Map.of(1, List.of())))).containsExactly("..");
  }

  @Test
  void shouldRefuseWhatIsNotAlongSidesOfPixels() {
    thenRefused(Map.of(1, List.of(new int[] {0, 0, 2, 1, 0, 1})), "sides of pixels of 2x4");
    thenRefused(Map.of(1, List.of(new int[] {0, 0, 5, 0, 5, 1, 0, 1})), "sides of pixels of 2x4");
    thenRefused(Map.of(1, List.of(new int[] {0, 0, 1, 0, 1, 3, 0, 3})), "sides of pixels of 2x4");
    thenRefused(Map.of(1, List.of(new int[] {0, 0, -1, 0, -1, 1, 0, 1})), "sides of pixels of 2x4");
    thenRefused(Map.of(1, List.of(new int[] {0, 0, 1})), "x and y in turn");
  }

  @Test
  void shouldRefuseTwoCategoriesOfAPixel() {
    thenRefused(Map.of(1, List.of(LEFT), 2, List.of(LEFT)), "one category a pixel");
  }

  @Test
  void shouldRefuseMoreSidesThanPixelsHave() {
    thenRefused(Map.of(1, Collections.nCopies(11, LEFT)), "no more sides");
  }

  @Test
  void shouldRefuseCategoriesAndSizesThatNoMaskHas() {
    thenRefused(Map.of(0, List.of(LEFT)), "expected a category 1..65535, got 0");
    assertThatThrownBy(() -> OutlinePixels.fill(1 << 20, 1 << 20, Map.of()))
        .isInstanceOf(UndecodableMaskException.class);
    assertThatThrownBy(() -> OutlinePixels.fill(1, 0, Map.of()))
        .isInstanceOf(UndecodableMaskException.class);
  }

  private static void thenRefused(Map<Integer, List<int[]>> rings, String message) {
    assertThatThrownBy(() -> OutlinePixels.fill(2, 4, rings))
        .isInstanceOf(UndecodableMaskException.class)
        .hasMessageContaining(message);
  }
}
