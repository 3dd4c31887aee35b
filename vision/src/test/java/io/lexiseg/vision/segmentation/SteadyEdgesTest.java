package io.lexiseg.vision.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.vision.image.Resizing;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.refinement.NoRefinement;
import io.lexiseg.vision.segmentation.Segmentation.Freshness;
import io.lexiseg.vision.setting.BackgroundSettings;
import io.lexiseg.vision.setting.RegionSettings;
import io.lexiseg.vision.setting.ScoreSettings;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.setting.SegmentationSettings.Pooling;
import io.lexiseg.vision.setting.SegmentationSettings.Windowing;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.steady.SceneMemory;
import io.lexiseg.vision.steady.Steadiness;
import io.lexiseg.vision.superpixel.FelzenszwalbParameters;
import io.lexiseg.vision.superpixel.SuperpixelParameters;
import io.lexiseg.vision.view.Views;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Pictures of a camera that nothing can be kept of, and frames that fail. */
class SteadyEdgesTest {
  private static final int HEIGHT = 64;
  private static final int WIDTH = 96;
  private static final RgbImage REDDISH = picture(1, 250, 10, 10);
  private static final RgbImage BLUISH = picture(1, 10, 10, 250);
  private static final RgbImage BLACK = picture(1, 0, 0, 0);
  private static final CategoryBank COLOURS =
      CategoryBank.of(
          List.of("red", "green", "blue"),
          1,
          3,
          new float[] {1, 1, 1},
          new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1});

  private final ColourEncoders encoders = new ColourEncoders();
  private final SceneMemory<Segmentation> memory = new SceneMemory<>();

  /** A slide show is not noise, however long it runs. */
  @Test
  void shouldBeginAnewAtEachOfManyCuts() {
    for (int i = 0; i < 60; i++) {
      // when
      Segmentation red = whenSegmented(REDDISH);
      Segmentation blue = whenSegmented(BLUISH);

      // then
      assertThat(red.mask().values()).as("cut %d", i).containsOnly(1);
      assertThat(blue.mask().values()).as("cut %d", i).containsOnly(3);
    }
  }

  @Test
  void shouldBeginAnewWithAnotherSize() {
    // given: of the same size when it is resized
    whenSegmented(REDDISH);

    // when
    Segmentation larger = whenSegmented(picture(2, 250, 10, 10));

    // then
    assertThat(larger.freshness()).isEqualTo(Freshness.ALL);
    assertThat(larger.mask().height()).isEqualTo(2 * HEIGHT);
    assertThat(larger.mask().width()).isEqualTo(2 * WIDTH);
  }

  /** All tokens of a black picture are 0 here. */
  @Test
  void shouldSegmentWhatHasNoFeaturesAsAPhotograph() {
    // given
    RgbImage half = copy(BLUISH);
    Arrays.fill(half.pixels(), 0, half.pixels().length / 2, (byte) 0);

    // when
    short[] black = whenSegmented(BLACK).mask().values();
    Segmentation after = whenSegmented(BLUISH);
    Segmentation part = whenSegmented(half);
    whenSegmented(half);

    // then
    assertThat(black).isEqualTo(photograph(BLACK).mask().values());
    assertThat(after.mask().values()).containsOnly(3);
    assertThat(part.mask().values()).hasSize(HEIGHT * WIDTH);
  }

  /** What a frame that failed had begun is not half a memory of the next one. */
  @Test
  void shouldForgetTheSceneWhereAPictureFails() {
    // given
    for (int i = 0; i < 5; i++) {
      whenSegmented(REDDISH);
    }
    int[] asked = {0};
    Supplier<CategoryBank> failing =
        () -> {
          if (asked[0]++ > 0) {
            throw new IllegalStateException("gone");
          }
          return COLOURS;
        };
    RgbImage half = copy(REDDISH);
    System.arraycopy(BLUISH.pixels(), 0, half.pixels(), 0, half.pixels().length / 2);

    // when
    assertThatThrownBy(() -> whenSegmented(half, failing)).hasMessage("gone");
    Segmentation next = whenSegmented(half);

    // then
    assertThat(next.freshness()).isEqualTo(Freshness.ALL);
    assertThat(next.mask().values()).isEqualTo(photograph(half).mask().values());
  }

  /** With a budget for one region of three categories. */
  @Test
  void shouldKeepNothingThatTakesMoreThanTheBudget() {
    // given
    RgbImage two = copy(REDDISH);
    System.arraycopy(BLUISH.pixels(), 0, two.pixels(), 0, two.pixels().length / 2);

    // when
    Segmentation kept = whenSegmented(REDDISH, 3);
    long bytes = memory.bytes();
    Segmentation photograph = whenSegmented(two, 3);

    // then
    assertThat(kept.mask().values()).containsOnly(1);
    assertThat(bytes).isPositive();
    assertThat(memory.bytes()).isZero();
    assertThat(photograph.mask().values()).isEqualTo(photograph(two).mask().values());
  }

  private Segmentation whenSegmented(RgbImage picture) {
    return whenSegmented(picture, () -> COLOURS);
  }

  private Segmentation whenSegmented(RgbImage picture, Supplier<CategoryBank> words) {
    return new PrototypeSegmenter(encoders, Runnable::run)
        .segment(picture, words, settings(Steadiness.NORMAL), memory);
  }

  private Segmentation whenSegmented(RgbImage picture, int budget) {
    return new PrototypeSegmenter(
            encoders, Runnable::run, SuperpixelParameters::algorithm, Resizing::bilinear, budget)
        .segment(picture, () -> COLOURS, settings(Steadiness.NORMAL), memory);
  }

  private Segmentation photograph(RgbImage picture) {
    return new PrototypeSegmenter(encoders, Runnable::run)
        .segment(picture, () -> COLOURS, settings(Steadiness.OFF), new SceneMemory<>());
  }

  private static SegmentationSettings settings(Steadiness steady) {
    return new SegmentationSettings(
        HEIGHT,
        2048,
        Windowing.WHOLE,
        new RegionSettings(new FelzenszwalbParameters(100, 0.8, 50), Pooling.UPSAMPLED, Views.ONE),
        ScoreSettings.of(1),
        BackgroundSettings.NONE,
        new NoRefinement(),
        steady);
  }

  private static RgbImage copy(RgbImage picture) {
    return RgbImage.of(picture.height(), picture.width(), picture.pixels().clone());
  }

  private static RgbImage picture(int scale, int red, int green, int blue) {
    byte[] pixels = new byte[3 * HEIGHT * WIDTH * scale * scale];
    for (int p = 0; p < pixels.length; p += 3) {
      pixels[p] = (byte) red;
      pixels[p + 1] = (byte) green;
      pixels[p + 2] = (byte) blue;
    }
    return RgbImage.of(HEIGHT * scale, WIDTH * scale, pixels);
  }
}
