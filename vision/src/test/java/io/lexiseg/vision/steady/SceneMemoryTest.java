package io.lexiseg.vision.steady;

import static io.lexiseg.vision.steady.Steadiness.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.superpixel.LabelMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures of two cells: the left one and the right one. */
class SceneMemoryTest {
  private static final int HEIGHT = CellGrid.SIDE;
  private static final int WIDTH = 2 * CellGrid.SIDE;
  private static final Patch LEFT = new Patch(0, 0, CellGrid.SIDE, CellGrid.SIDE);
  private static final RgbImage EMPTY = picture(0, 0);
  private static final RgbImage VISITED = picture(200, 0);
  private static final float[] NO_EMBEDDING = {};

  private final SceneMemory<String> memory = new SceneMemory<>();

  @Test
  void shouldReplaceWhatMovedAndForgetItsRegions() {
    // given
    whenBegun(1);

    // when
    for (int i = 0; i < 5; i++) {
      whenReplaced(picture(200 - 100 * (i % 2), 0), 10 + i);
    }

    // then
    float[][] scores = memory.regions().scores();
    int[] labels = memory.regions().labels();
    assertThat(scores).hasDimensions(2, 1);
    assertThat(scores[labels[0]]).containsExactly(14);
    assertThat(scores[labels[WIDTH - 1]]).containsExactly(1);
    long held = 3 * HEIGHT * WIDTH + 4 * HEIGHT * WIDTH + 2 * 4 + HEIGHT * WIDTH + 2 + 2 * 4;
    long ground = 3 * HEIGHT * WIDTH + 4 * HEIGHT * WIDTH + 2 * 4 + 4;
    assertThat(memory.bytes()).isEqualTo(held + ground);
  }

  /** What somebody uncovers is what it was before, without a look at it. */
  @Test
  void shouldUncoverTheGround() {
    // given
    whenBegun(1);
    whenReplaced(VISITED, 9);
    memory.look(VISITED);

    // when
    Changes changes = memory.look(EMPTY);

    // then
    assertThat(changes.share()).isZero();
    assertThat(memory.hasUncovered()).isTrue();
    assertThat(memory.regions().scores()[memory.regions().labels()[0]]).containsExactly(1);
    assertThat(memory.oldest()).isEqualTo(3);
    memory.accept(EMPTY, changes);
    assertThat(memory.regions().scores()).hasDimensions(1, 1);
    assertThat(memory.look(EMPTY).share()).isZero();
    assertThat(memory.hasUncovered()).isFalse();
  }

  /** What stood there for long when all was looked at is the ground from then on. */
  @ParameterizedTest
  @CsvSource({"7, 0.5", "8, 0"})
  void shouldTakeWhatStandsStillForLongAsGround(int quiet, double share) {
    // given
    whenBegun(1);
    whenReplaced(VISITED, 9);
    for (int i = 0; i < quiet - 1; i++) {
      memory.accept(VISITED, memory.look(VISITED));
    }
    whenRenewed(VISITED, memory.look(VISITED), 9, NORMAL);
    whenReplaced(picture(100, 0), 5);

    // when
    Changes changes = memory.look(VISITED);

    // then
    assertThat(changes.share()).isEqualTo(share);
  }

  @Test
  void shouldTellHowOldTheOldestPartIs() {
    // given
    whenBegun(1);

    // when
    memory.look(EMPTY);
    whenReplaced(VISITED, 2);
    int right = memory.oldest();
    Changes changes = memory.look(picture(200, 200));
    memory.accept(picture(200, 200), changes);
    int neither = memory.oldest();
    memory.look(picture(200, 200));
    int next = memory.oldest();

    // then: at first the right one is older, then the left one, which is looked at later
    assertThat(List.of(right, neither, next)).containsExactly(2, 1, 2);
  }

  /** What moved once is compared with how it is now, and looked at once more two pictures later. */
  @Test
  void shouldRememberWhatMovedAsItIsNow() {
    // given
    whenBegun(1);
    List<Double> shares = new ArrayList<>();

    // when
    for (int i = 0; i < 4; i++) {
      Changes changes = memory.look(VISITED);
      memory.accept(VISITED, changes);
      shares.add(changes.share());
    }

    // then
    assertThat(shares).containsExactly(0.5, 0.0, 0.5, 0.0);
  }

  @ParameterizedTest
  @EnumSource(
      value = Steadiness.class,
      names = {"NORMAL", "STRONG"})
  void shouldBeDueSoonAndThenSeldom(Steadiness steadiness) {
    // given
    whenBegun(1);
    List<Integer> due = new ArrayList<>();

    // when
    for (int i = 1; due.size() < 4; i++) {
      Changes changes = memory.look(EMPTY);
      if (memory.isDue(steadiness)) {
        due.add(i);
        whenRenewed(EMPTY, changes, 1, steadiness);
      }
    }

    // then
    int longest = steadiness.longest();
    assertThat(due).containsExactly(8, 40, 40 + longest, 40 + 2 * longest);
  }

  @ParameterizedTest
  @CsvSource({"4096, false", "4097, true"})
  void shouldBeDueWithManyRegions(int regions, boolean due) {
    // when
    whenBegun(regions, 1);

    // then
    assertThat(memory.isDue(NORMAL)).isEqualTo(due);
  }

  /** The mean of all looks, until what is known counts as much as it may. */
  @Test
  void shouldBeTheMeanOfAllLooks() {
    // given
    whenBegun(0);
    List<Float> scores = new ArrayList<>();

    // when: early looks and late ones
    whenQuiet();
    for (float look : new float[] {6, 0, 8, 6, 10}) {
      whenRenewed(EMPTY, memory.look(EMPTY), look, NORMAL);
      scores.add(memory.regions().scores()[0][0]);
    }

    // then: (0 + 6) / 2, 6 / 3, 14 / 4, 20 / 5; then 0.8 counts of what is known, not 5 / 6
    float[] means = {3, 2, 3.5f, 4, 0.8f * 4 + 0.2f * 10};
    for (int i = 0; i < means.length; i++) {
      assertThat(scores.get(i)).isCloseTo(means[i], within(1e-5f));
    }
  }

  /** Noise cuts regions elsewhere each time: only a late look moves an edge where nothing moved. */
  @Test
  void shouldLeaveEdgesAtAnEarlyLook() {
    // given
    whenBegun(0);
    List<Integer> regions = new ArrayList<>();
    whenQuiet();

    // when
    for (int look = 0; look < 3; look++) {
      memory.renew(
          EMPTY, halves(), new float[][] {{2}, {4}}, NO_EMBEDDING, memory.look(EMPTY), NORMAL);
      regions.add(memory.regions().scores().length);
    }

    // then: one region has the mean of both parts, until edges move; (0 + 3 + 3) / 3 is left of it
    assertThat(regions).containsExactly(1, 1, 2);
    float[][] scores = memory.regions().scores();
    assertThat(scores[0][0]).isCloseTo(0.75f * 2 + 0.25f * 2, within(1e-5f));
    assertThat(scores[1][0]).isCloseTo(0.75f * 2 + 0.25f * 4, within(1e-5f));
  }

  /** What moved is new at an early look, too. */
  @Test
  void shouldReplaceWhatMovedAtAnEarlyLook() {
    // given
    whenBegun(0);
    whenQuiet();

    // when
    double disagreement =
        memory.renew(
            VISITED,
            halves(),
            new float[][] {{2}, {4}},
            NO_EMBEDDING,
            memory.look(VISITED),
            NORMAL);

    // then
    float[][] scores = memory.regions().scores();
    int[] labels = memory.regions().labels();
    assertThat(scores[labels[0]]).containsExactly(2);
    assertThat(scores[labels[WIDTH - 1]]).containsExactly(2);
    assertThat(labels[0]).isNotEqualTo(labels[WIDTH - 1]);
    assertThat(disagreement).isZero();
    assertThat(memory.oldest()).isZero();
  }

  /** A part was seen without what is around it: looks know better, once they are several. */
  @ParameterizedTest
  @CsvSource({"0, 5.5, 2.5", "1, 2, 2", "2, 2, 1.75"})
  void shouldBelieveALookRatherThanAPart(int looks, float left, float right) {
    // given: the right cell was 1 in every look
    whenBegun(1);
    for (int look = 0; look < looks; look++) {
      whenRenewed(EMPTY, memory.look(EMPTY), 1, NORMAL);
    }
    whenReplaced(VISITED, 9);
    for (int i = 0; i < 3; i++) {
      memory.accept(VISITED, memory.look(VISITED));
    }

    // when
    memory.renew(
        VISITED, halves(), new float[][] {{2}, {4}}, NO_EMBEDDING, memory.look(VISITED), NORMAL);

    // then
    float[][] scores = memory.regions().scores();
    int[] labels = memory.regions().labels();
    assertThat(scores[labels[0]][0]).isCloseTo(left, within(1e-5f));
    assertThat(scores[labels[WIDTH - 1]][0]).isCloseTo(right, within(1e-5f));
  }

  @Test
  void shouldFindAHandicapWhenAllRegionsAreNew() {
    // given
    whenBegun(1);

    // when
    List<Float> handicaps = new ArrayList<>();
    handicaps.add(memory.handicap(() -> 1f));
    handicaps.add(memory.handicap(() -> 2f));
    whenReplaced(VISITED, 5);
    handicaps.add(memory.handicap(() -> 3f));
    for (int look = 0; look < 3; look++) {
      whenRenewed(VISITED, memory.look(VISITED), 1, NORMAL);
      handicaps.add(memory.handicap(() -> 4f));
    }

    // then
    assertThat(handicaps).containsExactly(1f, 1f, 1f, 1f, 1f, 4f);
  }

  /** It is kept apart from the caller's arrays. */
  @Test
  void shouldNotChangeThePicture() {
    // given
    RgbImage first = picture(0, 0);
    memory.begin("rules", first, map(HEIGHT, WIDTH, 1), new float[][] {{1}}, NO_EMBEDDING);

    // when
    memory.accept(VISITED, memory.look(VISITED));

    // then
    assertThat(first.pixels()).containsOnly(0);
    assertThat(memory.holds("rules")).isTrue();
    assertThat(memory.holds("others")).isFalse();
    memory.forget();
    assertThat(memory.holds("rules")).isFalse();
    assertThat(memory.bytes()).isZero();
  }

  private void whenBegun(float score) {
    memory.begin("rules", EMPTY, map(HEIGHT, WIDTH, 1), new float[][] {{score}}, NO_EMBEDDING);
  }

  private void whenBegun(int regions, float score) {
    float[][] scores = new float[regions][1];
    scores[0][0] = score;
    memory.begin("rules", EMPTY, map(HEIGHT, WIDTH, regions), scores, NO_EMBEDDING);
  }

  private void whenQuiet() {
    for (int i = 0; i < 6; i++) {
      memory.look(EMPTY);
    }
  }

  private void whenReplaced(RgbImage picture, float score) {
    Changes changes = memory.look(picture);
    memory.replace(LEFT, map(LEFT.height(), LEFT.width(), 1), new float[][] {{score}}, changes);
    memory.accept(picture, changes);
  }

  private void whenRenewed(RgbImage picture, Changes changes, float score, Steadiness steadiness) {
    memory.renew(
        picture, map(HEIGHT, WIDTH, 1), new float[][] {{score}}, NO_EMBEDDING, changes, steadiness);
  }

  /** The left cell is a region, and the right one is. */
  private static LabelMap halves() {
    int[] labels = new int[HEIGHT * WIDTH];
    Arrays.setAll(labels, p -> p % WIDTH < CellGrid.SIDE ? 0 : 1);
    return LabelMap.of(HEIGHT, WIDTH, 2, labels);
  }

  /** All pixels are of the first region. */
  private static LabelMap map(int height, int width, int regions) {
    return LabelMap.of(height, width, regions, new int[height * width]);
  }

  private static RgbImage picture(int left, int right) {
    byte[] pixels = new byte[3 * HEIGHT * WIDTH];
    for (int y = 0; y < HEIGHT; y++) {
      int from = 3 * y * WIDTH;
      int middle = from + 3 * CellGrid.SIDE;
      Arrays.fill(pixels, from, middle, (byte) left);
      Arrays.fill(pixels, middle, from + 3 * WIDTH, (byte) right);
    }
    return RgbImage.of(HEIGHT, WIDTH, pixels);
  }
}
