package io.lexiseg.vision.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityTest {

  /** Golden numbers: docs/method.md, G9. */
  @ParameterizedTest
  @CsvSource({
    ".6, .25, .8, 0.566525", ".6, .25, .7, 0.526959",
    ".3, .22, .8, 0.503554", ".3, .22, .7, 0.468110",
    "0, .15, .8, 0.43", "0, .15, .7, 0.395",
    "-.2, .1, .8, 0.380133", ".8, .35, .8, 0.621980"
  })
  void shouldMixLocalAndGlobal(float local, float global, double localWeight, float expected) {
    // given
    float[][] scores = {{local, 0}};
    GlobalSimilarity similarity =
        GlobalSimilarity.of(new float[] {1}, givenTexts(new float[] {5, 5, global, 1}, 1));

    // when
    new CombinedScore(localWeight, true).mix(scores, similarity, 2);

    // then
    float second = (float) (localWeight / 2 + 1 - localWeight);
    assertThat(scores[0]).containsExactly(new float[] {expected, second}, within(1e-6f));
  }

  /** Golden numbers: docs/method.md, G10: the mean is normalised, not the prototypes. */
  @Test
  void shouldCompareWithNormalisedMean() {
    // given
    CategoryBank bank = CategoryBank.of(List.of("a"), 1, 2, new float[1], new float[] {1.5f, .5f});

    // when
    float[][] cosines =
        LocalSimilarity.of(bank, 0, 1)
            .cosines(new float[] {7, 0, 0, 3}, new int[] {0, 1}, row -> row == 0 ? 7 : 3);

    // then
    assertThat(cosines[0]).containsExactly(new float[] {0.948683f}, within(1e-6f));
    assertThat(cosines[1]).containsExactly(new float[] {0.316228f}, within(1e-6f));
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 0, 1", "3, 7, 1, 3", "150, 64, 0, 150", "150, 1023, 20, 27", "5, 2048, 4, 5"})
  void shouldCompareLikeDoublePrecision(int categories, int dimension, int from, int to) {
    // given
    Random random = new Random(categories);
    float[] prototypes = gaussians(random, categories * dimension);
    float[] features = gaussians(random, 11 * dimension);
    int[] rows = {3, 0, 10, 4, 4, 7, 1};
    CategoryBank bank = givenPrototypes(prototypes, dimension);

    // when
    float[][] cosines =
        LocalSimilarity.of(bank, from, to)
            .cosines(features, rows, row -> norm(features, row * dimension, dimension));

    // then: the bound LocalSimilarity states
    assertThat(cosines).hasDimensions(rows.length, to - from);
    for (int k = 0; k < rows.length; k++) {
      for (int n = from; n < to; n++) {
        double expected =
            cosine(features, rows[k] * dimension, prototypes, n * dimension, dimension);
        assertThat((double) cosines[k][n - from]).isCloseTo(expected, within(1e-5));
      }
    }
  }

  private static double cosine(float[] a, int i, float[] b, int j, int dimension) {
    double dot = 0;
    for (int d = 0; d < dimension; d++) {
      dot += (double) a[i + d] * b[j + d];
    }
    return dot / norm(a, i, dimension) / norm(b, j, dimension);
  }

  @Test
  void shouldBeNeutralWithoutPrototypeOrFeature() {
    // given
    CategoryBank bank = givenPrototypes(new float[] {0, 0, 1, 0}, 2);

    // when
    float[][] cosines =
        LocalSimilarity.of(bank, 0, 2)
            .cosines(new float[] {2, 0, 0, 0}, new int[] {0, 1}, row -> row == 0 ? 2 : 0);

    // then
    assertThat(cosines).isDeepEqualTo(new float[][] {{0, 1}, {0, 0}});
  }

  @Test
  void shouldRejectRunOutsideBank() {
    // given
    CategoryBank bank = givenPrototypes(new float[] {1, 2}, 1);

    // when, then
    assertThatThrownBy(() -> LocalSimilarity.of(bank, 0, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void shouldCompareEmbeddingWithTexts() {
    // when
    GlobalSimilarity similarity =
        GlobalSimilarity.of(
            new float[] {.6f, .8f}, givenTexts(new float[] {1, 0, 0, 1, -.6f, -.8f}, 2));

    // then
    assertThat(similarity.cosine(0)).isCloseTo(.6f, within(1e-6f));
    assertThat(similarity.cosine(1)).isCloseTo(.8f, within(1e-6f));
    assertThat(similarity.cosine(2)).isCloseTo(-1f, within(1e-6f));
  }

  @Test
  void shouldBeZeroWhenOff() {
    assertThat(GlobalSimilarity.off(2).cosine(1)).isZero();
  }

  @Test
  void shouldRejectEmbeddingOfOtherDimension() {
    assertThatThrownBy(() -> GlobalSimilarity.of(new float[3], givenTexts(new float[4], 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("global similarity: expected an embedding of 2 components, got 3");
  }

  @Test
  void shouldRejectEmbeddingThatIsNotFinite() {
    // given
    float[] embedding = {Float.POSITIVE_INFINITY, 0};

    // when, then
    assertThatThrownBy(() -> GlobalSimilarity.of(embedding, givenTexts(new float[] {1, 0}, 2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expected finite embeddings");
  }

  private static CategoryBank givenTexts(float[] texts, int dimension) {
    int categories = texts.length / dimension;
    return CategoryBank.of(names(categories), dimension, 1, texts, new float[categories]);
  }

  private static CategoryBank givenPrototypes(float[] prototypes, int dimension) {
    int categories = prototypes.length / dimension;
    return CategoryBank.of(names(categories), 1, dimension, new float[categories], prototypes);
  }

  private static List<String> names(int categories) {
    return IntStream.range(0, categories).mapToObj(n -> "category " + n).toList();
  }

  private static float[] gaussians(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static double norm(float[] values, int from, int count) {
    double squares = 0;
    for (int i = from; i < from + count; i++) {
      squares += (double) values[i] * values[i];
    }
    return Math.sqrt(squares);
  }
}
