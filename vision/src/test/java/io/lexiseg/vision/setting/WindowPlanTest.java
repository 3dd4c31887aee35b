package io.lexiseg.vision.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.setting.SegmentationSettings.Windowing;
import io.lexiseg.vision.setting.WindowPlan.Window;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowPlanTest {
  private static final SegmentationSettings PAPER = PaperPreset.CONTEXT.settings();

  /** Golden numbers: docs/method.md, G6. */
  @ParameterizedTest
  @CsvSource({
    "375, 500, 448, 597, 0, '0 149'",
    "500, 375, 597, 448, '0 149', 0",
    "1024, 2048, 448, 896, 0, '0 224 448'",
    "480, 640, 448, 597, 0, '0 149'",
    "334, 500, 448, 671, 0, '0 223'",
    "512, 683, 448, 598, 0, '0 150'",
    "281, 500, 448, 797, 0, '0 224 349'",
    "448, 448, 448, 448, 0, 0",
    "300, 2000, 307, 2048, 0, '0 224 448 672 896 1120 1344 1568 1600'"
  })
  void shouldPlanAsTheReference(
      int height, int width, int planHeight, int planWidth, String ys, String xs) {
    // when
    WindowPlan plan = WindowPlan.of(height, width, PAPER);

    // then
    assertThat(plan.height()).isEqualTo(planHeight);
    assertThat(plan.width()).isEqualTo(planWidth);
    List<Window> expected =
        numbers(ys)
            .flatMap(
                y ->
                    numbers(xs)
                        .map(
                            x ->
                                new Window(
                                    y, x, Math.min(448, planHeight), Math.min(448, planWidth))))
            .toList();
    assertThat(plan.windows()).isEqualTo(expected);
  }

  private static Stream<Integer> numbers(String list) {
    return Stream.of(list.split(" ")).map(Integer::valueOf);
  }

  @Test
  void shouldHaveOneWindowWhenWhole() {
    // given
    SegmentationSettings whole =
        new SegmentationSettings(
            448,
            2048,
            Windowing.WHOLE,
            PAPER.superpixels(),
            PAPER.pooling(),
            1,
            OptionalDouble.empty());

    // when
    WindowPlan plan = WindowPlan.of(480, 640, whole);

    // then
    assertThat(plan.windows()).containsExactly(new Window(0, 0, 448, 597));
  }

  @Test
  void shouldKeepOnePixelOfThinImages() {
    // when
    WindowPlan plan = WindowPlan.of(1, 20_000, PAPER);

    // then
    assertThat(plan.height()).isEqualTo(1);
    assertThat(plan.width()).isEqualTo(2048);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void shouldCoverEveryPixel(long seed) {
    // given
    Random random = new Random(seed);
    int height = 1 + random.nextInt(1200);
    int width = 1 + random.nextInt(1200);

    // when
    WindowPlan plan = WindowPlan.of(height, width, PAPER);

    // then
    boolean[] covered = new boolean[plan.height() * plan.width()];
    for (Window window : plan.windows()) {
      for (int y = window.y(); y < window.y() + window.height(); y++) {
        for (int x = window.x(); x < window.x() + window.width(); x++) {
          covered[y * plan.width() + x] = true;
        }
      }
    }
    assertThat(covered).doesNotContain(false);
  }
}
