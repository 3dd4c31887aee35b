package io.lexiseg.lab.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexiseg.vision.mask.Mask;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfusionMatrixTest {

  static Stream<JsonNode> goldens() throws IOException {
    try (InputStream json =
        Objects.requireNonNull(ConfusionMatrixTest.class.getResourceAsStream("goldens.json"))) {
      return StreamSupport.stream(new ObjectMapper().readTree(json).spliterator(), false);
    }
  }

  /** Against src/test/python/evaluation_goldens.py, which counts with numpy. */
  @ParameterizedTest
  @MethodSource("goldens")
  void shouldMatchReference(JsonNode golden) {
    // given
    Mask[] references = givenReferences(golden);
    Mask[] predictions = givenPredictions(golden, references);

    // when
    ConfusionMatrix matrix = new ConfusionMatrix(golden.get("categories").asInt());
    for (int i = 0; i < references.length; i++) {
      matrix.add(references[i], predictions[i]);
    }

    // then
    for (int category = 1; category <= matrix.categories(); category++) {
      thenEquals(matrix.iou(category), golden.get("perCategory").get(category - 1));
    }
    thenEquals(matrix.meanIouOverReference(), golden.get("overReference"));
    thenEquals(matrix.meanIouOverUnion(), golden.get("overUnion"));
    thenEquals(matrix.pixelAccuracy(), golden.get("accuracy"));
    thenEquals(matrix.meanAccuracy(), golden.get("meanAccuracy"));
    thenEquals(matrix.zeroIouShare(), golden.get("zeroIou"));
  }

  @Test
  void shouldCountPixels() {
    // given
    Mask reference = givenMask(2, 3, 0, 1, 1, 2, 2, 2);
    Mask predicted = givenMask(2, 3, 3, 1, 0, 2, 2, 3);

    // when
    ConfusionMatrix matrix = new ConfusionMatrix(4);
    matrix.add(reference, predicted);

    // then: category 3 occurs only where it is wrong, 4 nowhere
    assertThat(matrix.count(1, 0)).isEqualTo(1);
    assertThat(matrix.referencePixels(2)).isEqualTo(3);
    assertThat(matrix.predictedPixels(3)).isEqualTo(1);
    assertThat(matrix.iou(1)).hasValue(0.5);
    assertThat(matrix.iou(2)).hasValue(2 / 3.0);
    assertThat(matrix.iou(3)).hasValue(0);
    assertThat(matrix.iou(4)).isEmpty();
    assertThat(matrix.meanIouOverReference()).hasValue((0.5 + 2 / 3.0) / 2);
    assertThat(matrix.meanIouOverUnion()).hasValue((0.5 + 2 / 3.0) / 3);
    assertThat(matrix.pixelAccuracy()).hasValue(3 / 5.0);
  }

  /** Against sets of pixels, which know nothing of counting. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldMatchSetsOfPixels(int seed) {
    // given
    Random random = new Random(seed);
    int categories = 1 + random.nextInt(9);
    ConfusionMatrix direct = new ConfusionMatrix(categories);
    ConfusionMatrix summed = new ConfusionMatrix(categories);
    List<Set<Integer>> references = givenEmptySets(categories);
    List<Set<Integer>> predictions = givenEmptySets(categories);

    // when
    for (int picture = 0; picture < 3; picture++) {
      Mask reference = givenRandomMask(random, categories);
      Mask predicted = givenRandomMask(random, categories);
      direct.add(reference, predicted);
      summed.add(PictureCounts.of("picture", reference, predicted));
      for (int p = 0; p < reference.values().length; p++) {
        if (reference.values()[p] > 0) {
          int pixel = picture * 1000 + p;
          references.get(reference.values()[p]).add(pixel);
          predictions.get(predicted.values()[p]).add(pixel);
        }
      }
    }

    // then
    double sum = 0;
    int occurring = 0;
    for (int category = 1; category <= categories; category++) {
      Set<Integer> union = new HashSet<>(references.get(category));
      union.addAll(predictions.get(category));
      Set<Integer> both = new HashSet<>(references.get(category));
      both.retainAll(predictions.get(category));
      assertThat(direct.iou(category).isEmpty()).isEqualTo(union.isEmpty());
      assertThat(summed.iou(category)).isEqualTo(direct.iou(category));
      if (!union.isEmpty()) {
        double iou = (double) both.size() / union.size();
        assertThat(direct.iou(category)).hasValue(iou);
        sum += iou;
        occurring++;
      }
    }
    // the same numbers in the same order
    assertThat(direct.meanIouOverUnion()).hasValue(sum / occurring);
  }

  private static List<Set<Integer>> givenEmptySets(int categories) {
    return IntStream.rangeClosed(0, categories)
        .<Set<Integer>>mapToObj(n -> new HashSet<>())
        .toList();
  }

  /** 7x11 pixels in runs, so that neighbours are often alike; some categories are left out. */
  private static Mask givenRandomMask(Random random, int categories) {
    short[] values = new short[77];
    for (int p = 0; p < values.length; p++) {
      boolean runs = p > 0 && random.nextInt(3) > 0;
      values[p] = runs ? values[p - 1] : (short) random.nextInt(Math.max(2, categories));
    }
    return Mask.of(7, 11, values);
  }

  @Test
  void shouldRejectMaskOfOtherSize() {
    assertThatThrownBy(
            () -> new ConfusionMatrix(2).add(givenMask(1, 2, 1, 1), givenMask(2, 1, 1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("confusion matrix: expected a mask of the reference's 1x2, got 2x1");
  }

  @Test
  void shouldCountNothingOfRejectedMask() {
    // given
    ConfusionMatrix matrix = new ConfusionMatrix(2);

    // when, then
    assertThatThrownBy(() -> matrix.add(givenMask(1, 2, 1, 1), givenMask(1, 2, 1, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("confusion matrix: expected predicted values 0..2, got 3");
    assertThat(matrix.referencePixels(1)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65_536})
  void shouldRejectNumberOfCategories(int categories) {
    assertThatThrownBy(() -> new ConfusionMatrix(categories))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got " + categories);
  }

  private static void thenEquals(OptionalDouble actual, JsonNode expected) {
    assertThat(actual.isEmpty()).isEqualTo(expected.isNull());
    // one division of the same counts, then a mean whose order may differ
    assertThat(actual.orElse(0)).isCloseTo(expected.asDouble(0), within(1e-12));
  }

  private static Mask[] givenReferences(JsonNode golden) {
    return masks(golden, numbers(golden, 0, golden.get("largestReference").asInt() + 1));
  }

  /** One pixel in three is right, if it can be. */
  private static Mask[] givenPredictions(JsonNode golden, Mask[] references) {
    int largest = golden.get("largestPredicted").asInt();
    int[] values = numbers(golden, 50, largest + 1);
    int[] agree = numbers(golden, 99, 3);
    for (int i = 0; i < values.length; i++) {
      int pixels = references[0].values().length;
      if (agree[i] == 0) {
        values[i] = Math.min(references[i / pixels].values()[i % pixels], largest);
      }
    }
    return masks(golden, values);
  }

  /** The script's congruential generator, modulo {@code bound}. */
  private static int[] numbers(JsonNode golden, long offset, int bound) {
    long state = golden.get("seed").asLong() + offset;
    int[] numbers =
        new int
            [golden.get("pictures").asInt()
                * golden.get("height").asInt()
                * golden.get("width").asInt()];
    for (int i = 0; i < numbers.length; i++) {
      state = (1103515245 * state + 12345) % (1L << 31);
      numbers[i] = Math.toIntExact((state >> 16) % bound);
    }
    return numbers;
  }

  private static Mask[] masks(JsonNode golden, int[] values) {
    int height = golden.get("height").asInt();
    int width = golden.get("width").asInt();
    Mask[] masks = new Mask[golden.get("pictures").asInt()];
    for (int i = 0; i < masks.length; i++) {
      int[] own = new int[height * width];
      System.arraycopy(values, i * own.length, own, 0, own.length);
      masks[i] = givenMask(height, width, own);
    }
    return masks;
  }

  private static Mask givenMask(int height, int width, int... values) {
    short[] narrowed = new short[values.length];
    for (int i = 0; i < values.length; i++) {
      narrowed[i] = (short) values[i];
    }
    return Mask.of(height, width, narrowed);
  }
}
