package io.lexiseg.vision.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.option.OptionText;
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
import io.lexiseg.vision.superpixel.SeedsParameters;
import io.lexiseg.vision.superpixel.SuperpixelParameters;
import io.lexiseg.vision.view.Views;
import java.nio.ShortBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyPictureTest {
  private static final int HEIGHT = 160;
  private static final int WIDTH = 240;
  private static final int OBJECT = 32;
  private static final CategoryBank COLOURS = bank("red", "green", "blue");
  private static final int RED = 1;
  private static final int GREEN = 2;

  private final ColourEncoders encoders = new ColourEncoders();
  private final SceneMemory<Segmentation> memory = new SceneMemory<>();

  @ParameterizedTest
  @ValueSource(strings = {"NORMAL", "STRONG"})
  void shouldSegmentTheFirstPictureAsAPhotograph(Steadiness steady) {
    // given
    RgbImage picture = noisy(givenScene(40, 60), 1);

    // when
    Segmentation first = whenSegmented(picture, steady);
    Segmentation photograph = whenSegmented(picture, Steadiness.OFF);

    // then
    assertThat(first.mask().values()).isEqualTo(photograph.mask().values()).contains(RED, GREEN);
    assertThat(first.statistics()).isEqualTo(photograph.statistics());
    assertThat(first.freshness()).isEqualTo(Freshness.ALL);
  }

  @Test
  void shouldMakeNothingAnewWhereNothingMoved() {
    // given
    whenSeenForLong(givenScene(40, 60));

    // when
    Segmentation before = whenSegmented(noisy(givenScene(40, 60), 7), Steadiness.NORMAL);
    Segmentation again = whenSegmented(noisy(givenScene(40, 60), 8), Steadiness.NORMAL);

    // then
    assertThat(encoders.encoded()).isEmpty();
    assertThat(again.mask()).isSameAs(before.mask());
    assertThat(again.freshness().anew()).isZero();
    assertThat(again.freshness().oldest()).isEqualTo(before.freshness().oldest() + 1);
  }

  /** What it left is the ground again two pictures later, what it covers is red at once. */
  @ParameterizedTest
  @CsvSource({"48, 60", "40, 100", "100, 180", "0, 0"})
  void shouldFollowAnObject(int y, int x) {
    // given
    whenSeenForLong(givenScene(40, 60));
    long whole = (long) HEIGHT * WIDTH;

    // when
    Segmentation moved = whenSegmented(givenScene(y, x), Steadiness.NORMAL);
    long work =
        encoders.encoded().stream().mapToLong(one -> (long) one.height() * one.width()).sum();
    whenSegmented(givenScene(y, x), Steadiness.NORMAL);
    Segmentation settled = whenSegmented(givenScene(y, x), Steadiness.NORMAL);

    // then
    assertThat(work).isPositive().isLessThan(whole / 2);
    assertThat(moved.freshness().anew()).isBetween(0.001, 0.5);
    assertThat(red(moved, y, x)).isGreaterThan(0.95);
    assertThat(differing(settled, whenSegmented(givenScene(y, x), Steadiness.OFF)))
        .isLessThan(0.005);
  }

  @Test
  void shouldBeginAnewAtACut() {
    // given
    whenSeenForLong(givenScene(40, 60));
    RgbImage other = flat(20, 30, 200);

    // when
    Segmentation cut = whenSegmented(other, Steadiness.NORMAL);

    // then
    assertThat(cut.freshness()).isEqualTo(Freshness.ALL);
    assertThat(cut.mask().values()).containsOnly(3);
  }

  @Test
  void shouldBeginAnewWithAnotherSizeOrOtherWords() {
    // given
    whenSeenForLong(givenScene(40, 60));

    // when
    Segmentation words =
        whenSegmented(
            givenScene(40, 60), Steadiness.NORMAL, () -> bank("sky", "grass", "green thing"));
    Segmentation size = whenSegmented(flat(20, 30, 200), Steadiness.NORMAL);

    // then
    assertThat(words.freshness()).isEqualTo(Freshness.ALL);
    assertThat(size.freshness()).isEqualTo(Freshness.ALL);
  }

  /** The words change while the network runs. */
  @Test
  void shouldTakeTheWordsThatHoldByTheEnd() {
    // given
    CategoryBank swapped = bank("blue", "red", "green");
    whenSeenForLong(givenScene(40, 60));
    Deque<CategoryBank> answers = new ArrayDeque<>(List.of(COLOURS, swapped, swapped));

    // when
    Segmentation segmentation =
        whenSegmented(givenScene(60, 90), Steadiness.NORMAL, answers::removeFirst);

    // then
    assertThat(segmentation.mask().value(70, 100)).isEqualTo(2);
    assertThat(segmentation.mask().value(150, 10)).isEqualTo(3);
    assertThat(segmentation.freshness()).isEqualTo(Freshness.ALL);
  }

  /** Light that fades by a step a picture is never said to move, but it is not held for ever. */
  @Test
  void shouldFollowSlowLight() {
    // when
    int all = 0;
    for (int i = 0; i < 60; i++) {
      RgbImage picture = flat(40, 200 - 2 * i, 40 + 2 * i);
      Segmentation segmentation = whenSegmented(picture, Steadiness.NORMAL);
      all += segmentation.freshness().anew() > 0 ? 1 : 0;
    }

    // then: green at first, blue in the end
    assertThat(memory.result().mask().values()).containsOnly(3);
    assertThat(all).isLessThan(40);
  }

  @Test
  void shouldGiveTheSameMasksAgain() {
    // given
    List<RgbImage> pictures = new ArrayList<>();
    Random random = new Random(5);
    for (int i = 0; i < 40; i++) {
      pictures.add(noisy(givenScene(random.nextInt(HEIGHT), random.nextInt(WIDTH)), i));
    }

    // when, then
    assertThat(masks(pictures, new SceneMemory<>()))
        .isEqualTo(masks(pictures, new SceneMemory<>()));
  }

  /** Superpixels that cut a part in another way than the whole are cut in the whole only. */
  @Test
  void shouldEncodeTheWholeWherePartsAreCutOtherwise() {
    // given
    SuperpixelParameters seeds =
        SeedsParameters.parse(
            OptionText.parse("seeds:count=50,levels=2,prior=1,bins=5,iterations=2"));
    SegmentationSettings settings = settings(Steadiness.NORMAL, BackgroundSettings.NONE, seeds);
    PrototypeSegmenter segmenter = new PrototypeSegmenter(encoders, Runnable::run);
    segmenter.segment(givenScene(40, 60), () -> COLOURS, settings, memory);
    segmenter.segment(givenScene(40, 60), () -> COLOURS, settings, memory);
    segmenter.segment(givenScene(40, 60), () -> COLOURS, settings, memory);
    encoders.encoded();

    // when
    segmenter.segment(givenScene(60, 90), () -> COLOURS, settings, memory);

    // then
    assertThat(encoders.encoded()).singleElement().returns(HEIGHT, RgbImage::height);
  }

  /** Grass that looks a little more like moss is grass, also after something moved elsewhere. */
  @Test
  void shouldLetNounsOfTheWorldLoseInEachPicture() {
    // given
    float[] prototypes = {1, 0, 0, 0.1f, 0.97f, 0.2f, 0.1f, 0.87f, 0.48f};
    CategoryBank bank =
        CategoryBank.of(List.of("red", "green", "moss"), 1, 3, new float[] {1, 1, 1}, prototypes)
            .withNegatives(1)
            .withWorld(1);
    RgbImage before = withStripe(givenScene(40, 60));
    RgbImage after = withStripe(givenScene(90, 60));

    // when
    short[] unknown = values(before, bank, 0, Steadiness.OFF);
    short[] first = values(before, bank, 0.3, Steadiness.NORMAL);
    short[] moved = values(after, bank, 0.3, Steadiness.NORMAL);
    short[] alone = values(after, bank, 0.3, Steadiness.OFF);

    // then
    int stripe = 5 * WIDTH + WIDTH - 5;
    assertThat(unknown[stripe]).isZero();
    assertThat(first[stripe]).isEqualTo((short) GREEN);
    assertThat(moved[stripe]).isEqualTo((short) GREEN);
    assertThat(alone[stripe]).isEqualTo((short) GREEN);
    assertThat(moved[95 * WIDTH + 70]).isEqualTo((short) RED);
  }

  private short[] values(RgbImage picture, CategoryBank bank, double prior, Steadiness steady) {
    BackgroundSettings background =
        BackgroundSettings.world(new BackgroundSettings.World(prior, 2, 2, 0, 512));
    SegmentationSettings settings = settings(steady, background);
    SceneMemory<Segmentation> used = steady == Steadiness.OFF ? new SceneMemory<>() : memory;
    return new PrototypeSegmenter(encoders, Runnable::run)
        .segment(picture, () -> bank, settings, used)
        .mask()
        .values();
  }

  /** The right third is more of a moss. */
  private static RgbImage withStripe(RgbImage scene) {
    byte[] pixels = scene.pixels().clone();
    for (int p = 0; p < HEIGHT * WIDTH; p++) {
      if (p % WIDTH >= WIDTH * 2 / 3) {
        pixels[3 * p + 2] = 80;
      }
    }
    return RgbImage.of(HEIGHT, WIDTH, pixels);
  }

  private List<ShortBuffer> masks(List<RgbImage> pictures, SceneMemory<Segmentation> own) {
    PrototypeSegmenter segmenter = new PrototypeSegmenter(encoders, Runnable::run);
    return pictures.stream()
        .map(
            picture ->
                ShortBuffer.wrap(
                    segmenter
                        .segment(picture, () -> COLOURS, settings(Steadiness.NORMAL), own)
                        .mask()
                        .values()))
        .toList();
  }

  /** Past the looks that follow each other quickly at first. */
  private void whenSeenForLong(RgbImage scene) {
    for (int i = 0; i < 18; i++) {
      whenSegmented(noisy(scene, i), Steadiness.NORMAL);
    }
    encoders.encoded();
  }

  private Segmentation whenSegmented(RgbImage picture, Steadiness steady) {
    return whenSegmented(picture, steady, () -> COLOURS);
  }

  private Segmentation whenSegmented(
      RgbImage picture, Steadiness steady, Supplier<CategoryBank> words) {
    SceneMemory<Segmentation> used = steady == Steadiness.OFF ? new SceneMemory<>() : memory;
    return new PrototypeSegmenter(encoders, Runnable::run)
        .segment(picture, words, settings(steady), used);
  }

  private static SegmentationSettings settings(Steadiness steady) {
    return settings(steady, BackgroundSettings.NONE);
  }

  private static SegmentationSettings settings(Steadiness steady, BackgroundSettings background) {
    return settings(steady, background, new FelzenszwalbParameters(100, 0.8, 50));
  }

  private static SegmentationSettings settings(
      Steadiness steady, BackgroundSettings background, SuperpixelParameters superpixels) {
    return new SegmentationSettings(
        HEIGHT,
        2048,
        Windowing.WHOLE,
        new RegionSettings(superpixels, Pooling.UPSAMPLED, Views.ONE),
        ScoreSettings.of(1),
        background,
        new NoRefinement(),
        steady);
  }

  private static CategoryBank bank(String red, String green, String blue) {
    List<String> names = List.of(red, green, blue);
    float[] prototypes = new float[9];
    for (int n = 0; n < 3; n++) {
      int colour = List.of("red", "green", "blue").indexOf(names.get(n));
      prototypes[3 * n + (colour < 0 ? n : colour)] = 1;
    }
    return CategoryBank.of(names, 1, 3, new float[] {1, 1, 1}, prototypes);
  }

  /** A red square on green ground, cut off at the picture's edge. */
  private static RgbImage givenScene(int top, int left) {
    byte[] pixels = flat(30, 180, 40).pixels().clone();
    for (int y = top; y < Math.min(HEIGHT, top + OBJECT); y++) {
      for (int x = left; x < Math.min(WIDTH, left + OBJECT); x++) {
        int p = 3 * (y * WIDTH + x);
        pixels[p] = (byte) 210;
        pixels[p + 1] = 20;
        pixels[p + 2] = 30;
      }
    }
    return RgbImage.of(HEIGHT, WIDTH, pixels);
  }

  private static RgbImage flat(int red, int green, int blue) {
    byte[] pixels = new byte[3 * HEIGHT * WIDTH];
    for (int p = 0; p < pixels.length; p += 3) {
      pixels[p] = (byte) red;
      pixels[p + 1] = (byte) green;
      pixels[p + 2] = (byte) blue;
    }
    return RgbImage.of(HEIGHT, WIDTH, pixels);
  }

  private static RgbImage noisy(RgbImage image, long seed) {
    Random random = new Random(seed);
    byte[] pixels = image.pixels().clone();
    for (int p = 0; p < pixels.length; p++) {
      int value = (pixels[p] & 0xff) + (int) Math.round(2 * random.nextGaussian());
      pixels[p] = (byte) Math.max(0, Math.min(255, value));
    }
    return RgbImage.of(image.height(), image.width(), pixels);
  }

  private static double red(Segmentation segmentation, int top, int left) {
    int red = 0;
    for (int y = top; y < top + OBJECT; y++) {
      for (int x = left; x < left + OBJECT; x++) {
        red += segmentation.mask().value(y, x) == RED ? 1 : 0;
      }
    }
    return (double) red / (OBJECT * OBJECT);
  }

  private static double differing(Segmentation a, Segmentation b) {
    int differing = 0;
    for (int p = 0; p < HEIGHT * WIDTH; p++) {
      differing += a.mask().values()[p] != b.mask().values()[p] ? 1 : 0;
    }
    return (double) differing / (HEIGHT * WIDTH);
  }
}
