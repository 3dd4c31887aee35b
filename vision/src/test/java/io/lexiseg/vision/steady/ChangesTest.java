package io.lexiseg.vision.steady;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.image.RgbImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangesTest {
  private static final int HEIGHT = 100;
  private static final int WIDTH = 150;

  private final CameraNoise noise = new CameraNoise();
  private final Random random = new Random(11);

  @ParameterizedTest
  @CsvSource({"0, 0", "2, 0", "6, 0", "1, 0.02"})
  void shouldLearnWhatACameraDoesByItself(double sigma, double rain) {
    // given
    Settling settling = new Settling(new CellGrid(HEIGHT, WIDTH));
    RgbImage seen = picture(sigma, rain);

    // when
    double last = 1;
    for (int i = 0; i < 60; i++) {
      last = Changes.between(seen, picture(sigma, rain), noise, settling).share();
    }

    // then
    assertThat(last).isLessThan(0.05);
  }

  @Test
  void shouldSeeWhatMovesAndLookOnceMore() {
    // given
    CellGrid grid = new CellGrid(HEIGHT, WIDTH);
    Settling settling = new Settling(grid);
    RgbImage empty = picture(0, 0);
    RgbImage visited = picture(0, 0);
    for (int y = 20; y < 30; y++) {
      for (int x = 40; x < 46; x++) {
        visited.pixels()[3 * (y * WIDTH + x)] = (byte) 255;
      }
    }

    // when
    List<Double> shares =
        List.of(visited, empty, empty, empty).stream()
            .map(picture -> Changes.between(empty, picture, noise, settling).share())
            .toList();
    Changes changes = Changes.between(empty, visited, noise, settling);

    // then: one cell of 16 pixels, once more two pictures later
    double one = 1.0 / grid.cells();
    assertThat(shares).containsExactly(one, 0.0, one, 0.0);
    assertThat(changes.cell(grid.cell(25, 42))).isTrue();
    assertThat(changes.pixel(25 * WIDTH + 42)).isTrue();
    assertThat(changes.pixel(31 * WIDTH + 42)).isFalse();
  }

  /** One pixel less is what noise may do; a moment later it is the same pixels that move. */
  @ParameterizedTest
  @CsvSource({"7, false", "8, true"})
  void shouldSeeWhatIsMoreThanNoise(int count, boolean seen) {
    // given
    CellGrid grid = new CellGrid(HEIGHT, WIDTH);
    Settling settling = new Settling(grid);
    RgbImage empty = RgbImage.of(HEIGHT, WIDTH, new byte[3 * HEIGHT * WIDTH]);
    RgbImage visited = RgbImage.of(HEIGHT, WIDTH, new byte[3 * HEIGHT * WIDTH]);
    for (int x = 0; x < count; x++) {
      visited.pixels()[3 * x + 1] = (byte) 255;
    }

    // when
    Changes changes = Changes.between(empty, visited, noise, settling);
    List<Boolean> later = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Changes still = Changes.between(empty, empty, noise, settling);
      later.add(still.pixel(0));
      assertThat(still.pixel(count)).isFalse();
    }

    // then
    assertThat(changes.cell(0)).isEqualTo(seen);
    assertThat(changes.pixel(0)).isTrue();
    assertThat(later).containsExactly(seen, seen, false);
  }

  /** Each with a cell around it; together where that is no more work. */
  @Test
  void shouldMakeOnePatchOfWhatIsNear() {
    // when, then
    assertThat(patches(32, 32)).containsExactly(new Patch(16, 16, 48, 48));
    assertThat(patches(32, 32, 48, 48)).containsExactly(new Patch(16, 16, 64, 64));
    assertThat(patches(32, 32, 32, 64)).containsExactly(new Patch(16, 16, 48, 80));
    assertThat(patches(32, 32, 32, 96))
        .containsExactly(new Patch(16, 16, 48, 48), new Patch(16, 80, 48, 48));
    assertThat(patches(0, 0)).containsExactly(new Patch(0, 0, 32, 32));
    assertThat(patches(96, 144)).containsExactly(new Patch(80, 128, 20, 22));
  }

  private List<Patch> patches(int... corners) {
    RgbImage before = RgbImage.of(HEIGHT, WIDTH, new byte[3 * HEIGHT * WIDTH]);
    RgbImage now = RgbImage.of(HEIGHT, WIDTH, new byte[3 * HEIGHT * WIDTH]);
    for (int i = 0; i < corners.length; i += 2) {
      blot(now, corners[i], corners[i + 1]);
    }
    Settling settling = new Settling(new CellGrid(HEIGHT, WIDTH));
    return Changes.between(before, now, new CameraNoise(), settling).patches();
  }

  /** Patches lie in the picture, and cover every cell that moved with what is around it. */
  @Test
  void shouldCoverWhatMoved() {
    for (int round = 0; round < 200; round++) {
      // given
      int height = 1 + random.nextInt(130);
      int width = 1 + random.nextInt(130);
      RgbImage before = RgbImage.of(height, width, new byte[3 * height * width]);
      RgbImage now = RgbImage.of(height, width, new byte[3 * height * width]);
      CellGrid grid = new CellGrid(height, width);
      for (int blot = random.nextInt(6); blot > 0; blot--) {
        blot(now, random.nextInt(height), random.nextInt(width));
      }

      // when
      Changes changes =
          Changes.between(
              before, now, new CameraNoise(), new Settling(new CellGrid(height, width)));
      List<Patch> patches = changes.patches();

      // then
      for (Patch patch : patches) {
        assertThat(patch.y()).isNotNegative();
        assertThat(patch.x()).isNotNegative();
        assertThat(patch.y() + patch.height()).isLessThanOrEqualTo(height);
        assertThat(patch.x() + patch.width()).isLessThanOrEqualTo(width);
      }
      for (int p = 0; p < height * width; p++) {
        int y = p / width;
        int x = p % width;
        if (changes.cell(grid.cell(y, x))) {
          assertThat(patches).anyMatch(patch -> covers(patch, y, x));
        }
      }
    }
  }

  private static boolean covers(Patch patch, int y, int x) {
    return y >= patch.y()
        && y < patch.y() + patch.height()
        && x >= patch.x()
        && x < patch.x() + patch.width();
  }

  private void blot(RgbImage image, int top, int left) {
    for (int y = top; y < Math.min(image.height(), top + 12); y++) {
      for (int x = left; x < Math.min(image.width(), left + 12); x++) {
        image.pixels()[3 * (y * image.width() + x)] = (byte) 200;
      }
    }
  }

  private RgbImage picture(double sigma, double rain) {
    byte[] pixels = new byte[3 * HEIGHT * WIDTH];
    for (int p = 0; p < pixels.length; p++) {
      double drop = random.nextDouble() < rain / 3 ? 90 : 0;
      double value = 90 + p % 3 * 20 + sigma * random.nextGaussian() + drop;
      pixels[p] = (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
    return RgbImage.of(HEIGHT, WIDTH, pixels);
  }
}
