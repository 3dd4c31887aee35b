package io.lexiseg.indexbuilder.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NounsTest {
  @ParameterizedTest
  @CsvSource({
    "tree-merged, tree",
    "water-other, water",
    "food-other-merged, food",
    "door-stuff, door",
    "wall-other-merged, wall",
    "wall-brick, brick wall",
    "floor-wood, wooden floor",
    "window-blind, window blind",
    "window-other, window",
    "playingfield, playing field",
    "tv, television",
    "mirror-stuff, mirror",
    "sign_symbol, sign symbol",
    "Traffic Light, traffic light",
    "hot dog, hot dog",
    "other, other"
  })
  void shouldSayClassNamesAsPeopleDo(String name, String expected) {
    assertThat(Nouns.clean(name)).isEqualTo(expected);
  }
}
