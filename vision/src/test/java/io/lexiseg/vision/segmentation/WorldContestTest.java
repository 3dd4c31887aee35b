package io.lexiseg.vision.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.segmentation.Segmentation.SeenNoun;
import io.lexiseg.vision.setting.BackgroundSettings;
import io.lexiseg.vision.setting.PaperPreset;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.similarity.CategoryBank;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nouns that nobody named compete, and words that are muted do not. */
class WorldContestTest {
  private static final int DIMENSION = 16;
  private static final int TEXT_DIMENSION = 8;
  private static final int MUCH = 1 << 24;

  @Test
  void shouldPaintAsIfNounsWereNegatives() {
    // when
    Segmentation world = whenSegmented(givenBank(12).withNegatives(8).withWorld(8), 0, MUCH);
    Segmentation negatives = whenSegmented(givenBank(12).withNegatives(8), 0, MUCH);

    // then
    assertThat(world.mask().values()).isEqualTo(negatives.mask().values()).contains(0, 2);
    assertThat(negatives.seenInstead()).isEmpty();
  }

  @Test
  void shouldSayWhatPixelsLookLike() {
    // when
    Segmentation segmentation = whenSegmented(givenBank(5).withNegatives(3).withWorld(3), 0, MUCH);

    // then
    assertThat(segmentation.seenInstead().stream().mapToLong(SeenNoun::pixels).sum())
        .isPositive()
        .isEqualTo(unlabelled(segmentation));
    assertThat(segmentation.seenInstead())
        .extracting(SeenNoun::noun)
        .isSubsetOf("category 2", "category 3", "category 4");
  }

  /** A noun that wins little at the first look has to win by much. */
  @ParameterizedTest
  @ValueSource(ints = {MUCH, 3000})
  void shouldHandicapNounsThatWinLittle(int budget) {
    // given
    CategoryBank bank = givenBank(12).withNegatives(1).withWorld(1);

    // when
    Segmentation free = whenSegmented(bank, 0, MUCH);
    Segmentation handicapped = whenSegmented(bank, 1, budget);

    // then
    assertThat(unlabelled(free)).isBetween(1L, 60L * 90 / 2);
    assertThat(handicapped.mask().values()).doesNotContain(0);
  }

  @Test
  void shouldNotHandicapNounsThatWinMost() {
    // given
    CategoryBank bank = givenBank(12).withNegatives(11).withWorld(11);

    // when
    Segmentation free = whenSegmented(bank, 0, MUCH);
    Segmentation handicapped = whenSegmented(bank, 1, MUCH);

    // then
    assertThat(unlabelled(free)).isGreaterThan(60L * 90 / 2);
    assertThat(handicapped.mask().values()).isEqualTo(free.mask().values());
  }

  /** The budget makes several runs of categories, one of which holds nothing but a muted one. */
  @ParameterizedTest
  @ValueSource(ints = {MUCH, 1})
  void shouldGiveNothingToMutedCategories(int budget) {
    // given
    CategoryBank bank = givenBank(6).withHandicaps(muting(3, 6));

    // when
    Segmentation heard = whenSegmented(givenBank(6), 0, MUCH);
    Segmentation muted = whenSegmented(bank, 0, budget);
    Segmentation without = whenSegmented(without(2), 0, MUCH);

    // then: one of them would win some
    short[] shifted = without.mask().values().clone();
    for (int p = 0; p < shifted.length; p++) {
      shifted[p] = (short) (shifted[p] + 3);
    }
    assertThat(heard.mask().values()).contains(2);
    assertThat(muted.mask().values()).isEqualTo(shifted);
  }

  @Test
  void shouldPaintNothingWhereAllAreMuted() {
    // when
    Segmentation segmentation = whenSegmented(givenBank(2).withHandicaps(muting(2, 2)), 0, MUCH);

    // then
    assertThat(segmentation.mask().values()).containsOnly(0);
    assertThat(segmentation.statistics()).isEmpty();
  }

  /** A category that loses a little keeps what it wins by more, in every run of categories. */
  @ParameterizedTest
  @ValueSource(ints = {MUCH, 1})
  void shouldTakeHandicapsOffScores(int budget) {
    // given
    CategoryBank bank = givenBank(6);
    float[] handicaps = {0, 0.01f, 0, 0, 0, 0};
    float[] heavy = {0, 10, 0, 0, 0, 0};

    // when
    long free = pixels(whenSegmented(bank, 0, MUCH), 2);
    long little = pixels(whenSegmented(bank.withHandicaps(handicaps), 0, budget), 2);
    long much = pixels(whenSegmented(bank.withHandicaps(heavy), 0, budget), 2);

    // then
    assertThat(little).isPositive().isLessThan(free);
    assertThat(much).isZero();
  }

  private static long pixels(Segmentation segmentation, int value) {
    long pixels = 0;
    for (short own : segmentation.mask().values()) {
      pixels += own == value ? 1 : 0;
    }
    return pixels;
  }

  private static float[] muting(int muted, int categories) {
    float[] handicaps = new float[categories];
    Arrays.fill(handicaps, 0, muted, Float.POSITIVE_INFINITY);
    return handicaps;
  }

  private static long unlabelled(Segmentation segmentation) {
    return pixels(segmentation, 0);
  }

  private static Segmentation whenSegmented(CategoryBank bank, double prior, int budget) {
    BackgroundSettings.World world = new BackgroundSettings.World(prior, 2, 2, 0, 512);
    SegmentationSettings plain = PaperPreset.CONTEXT.settings().with("shortSide", "48");
    SegmentationSettings settings =
        new SegmentationSettings(
            plain.shortSide(),
            plain.maxLongSide(),
            plain.windowing(),
            plain.regions(),
            plain.score(),
            BackgroundSettings.world(world),
            plain.refinement());
    return new PrototypeSegmenter(
            new FakeEncoders(6, 7, DIMENSION, TEXT_DIMENSION, 31),
            Runnable::run,
            parameters -> new RandomSuperpixels(60, 5),
            (image, height, width) -> givenImage(height, width),
            budget)
        .segment(givenImage(60, 90), bank, settings);
  }

  private static CategoryBank givenBank(int categories) {
    return CategoryBank.of(
        IntStream.range(0, categories).mapToObj(n -> "category " + n).toList(),
        TEXT_DIMENSION,
        DIMENSION,
        new Sequence(41).nextUnit(categories, TEXT_DIMENSION),
        new Sequence(42).next(categories * DIMENSION));
  }

  /** The bank of six without its first ones. */
  private static CategoryBank without(int last) {
    CategoryBank bank = givenBank(6);
    int first = last + 1;
    List<String> names = bank.names().subList(first, 6);
    return CategoryBank.of(
        names,
        TEXT_DIMENSION,
        DIMENSION,
        Arrays.copyOfRange(bank.textEmbeddings(), first * TEXT_DIMENSION, 6 * TEXT_DIMENSION),
        Arrays.copyOfRange(bank.prototypes(), first * DIMENSION, 6 * DIMENSION));
  }

  private static RgbImage givenImage(int height, int width) {
    return RgbImage.of(height, width, new byte[height * width * 3]);
  }
}
