package io.lexiseg.vision.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaletteTest {

  @Test
  void shouldGiveEveryCategoryItsOwnColour() {
    // when
    long colours = IntStream.rangeClosed(1, 200).map(Palette::colour).distinct().count();

    // then
    assertThat(colours).isEqualTo(200);
  }

  @Test
  void shouldKeepTheFirstCategoriesFarApart() {
    for (int a = 1; a <= 12; a++) {
      for (int b = a + 1; b <= 12; b++) {
        // when
        int distance = distance(Palette.colour(a), Palette.colour(b));

        // then: a sum of 90 steps over three channels is told apart without effort
        assertThat(distance).as("categories %d and %d", a, b).isGreaterThan(90);
      }
    }
  }

  @Test
  void shouldRejectNoCategory() {
    // then
    assertThatThrownBy(() -> Palette.colour(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static int distance(int a, int b) {
    int sum = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      sum += Math.abs((a >> shift & 0xFF) - (b >> shift & 0xFF));
    }
    return sum;
  }
}
