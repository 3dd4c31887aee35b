package io.lexiseg.recognition.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lexiseg.prototypes.SharedMeans;
import io.lexiseg.recognition.category.CategoryText;
import io.lexiseg.recognition.category.Support;
import io.lexiseg.recognition.category.Support.NearestNoun;
import io.lexiseg.vision.setting.Retrieval;
import io.lexiseg.vision.similarity.Aggregation;
import io.lexiseg.vision.similarity.Aggregation.MeanEmbedding;
import io.lexiseg.vision.similarity.Aggregation.Separate;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.similarity.CategorySimilarity;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyResolverTest extends ResolutionFixture {
  @Test
  void shouldAverageTemplatesBeforeNormalising() {
    // given
    VocabularyResolver resolver = resolver(5, 2);

    // when
    ResolvedCategories resolved = resolver.resolve(texts("tree"));

    // then
    float[] expected = unit(sum(vector("a tree."), vector("the large tree.")));
    assertThat(resolved.bank().textEmbeddings())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(expected);
  }

  @Test
  void shouldAverageSynonymsAfterNormalising() {
    // given
    VocabularyResolver resolver = resolver(5, 2);
    CategoryText text = new CategoryText("car", List.of("automobile"), List.of("my {}"));

    // when
    ResolvedCategories resolved = resolver.resolve(List.of(text));

    // then
    float[] expected = unit(sum(unit(vector("my car")), unit(vector("my automobile"))));
    assertThat(resolved.bank().textEmbeddings())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(expected);
    assertThat(resolved.bank().names()).containsExactly("car");
  }

  @Test
  void shouldAverageTheRawPrototypesOfTheNearestKeys() {
    // given
    float[] tree = unit(sum(vector("a tree."), vector("the large tree.")));
    FakeIndex small =
        new FakeIndex(TEXT, DIMENSION)
            .with("tree", tree, 100, 0, 0)
            .with("bush", near(tree, 0.9f), 0, 10, 0)
            .with("tree", near(tree, 0.8f), 0, 0, 1)
            .with("sea", near(tree, 0.1f), 7, 7, 7);

    // when
    ResolvedCategories resolved = resolver(small, 3, 2).resolve(texts("tree"));

    // then
    assertThat(resolved.bank().prototypes())
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(100f / 3, 10f / 3, 1f / 3);
    Support support = resolved.support().get(0);
    assertThat(support.category()).isEqualTo("tree");
    assertThat(support.prototypes()).isEqualTo(3);
    assertThat(support.bestSimilarity()).isCloseTo(1f, ROUNDING);
    assertThat(support.nearest()).extracting(NearestNoun::noun).containsExactly("tree", "bush");
    assertThat(support.nearest().get(1).similarity()).isCloseTo(0.9f, ROUNDING);
  }

  @Test
  void shouldLeaveOutKeysMuchLessSimilarThanTheBest() {
    // given
    float[] tree = unit(sum(vector("a tree."), vector("the large tree.")));
    FakeIndex small =
        new FakeIndex(TEXT, DIMENSION)
            .with("oak", near(tree, 0.9f), 2, 0, 0)
            .with("elm", near(tree, 0.89f), 4, 0, 0)
            .with("sea", near(tree, 0.87f), 9, 9, 9);

    // when
    ResolvedCategories resolved = resolver(small, 3, 0.02).resolve(texts("tree"));

    // then
    assertThat(resolved.bank().prototypes()).containsExactly(3, 0, 0);
    assertThat(resolved.support().get(0).nearest())
        .extracting(NearestNoun::noun)
        .containsExactly("oak", "elm", "sea");
    assertThat(resolved.support().get(0).lead()).isCloseTo(0.01f, ROUNDING);
  }

  @Test
  void shouldKeepTheBestKeyWhateverTheCut() {
    // when
    ResolvedCategories resolved = resolver(50, 0).resolve(texts("tree"));

    // then
    assertThat(resolved.support().get(0).prototypes()).isEqualTo(1);
  }

  @Test
  void shouldLeaveOutPrototypesThatAreNotFinite() {
    // given
    float[] tree = unit(sum(vector("a tree."), vector("the large tree.")));
    FakeIndex small =
        new FakeIndex(TEXT, DIMENSION)
            .with("tree", tree, 1, Float.NaN, 3)
            .with("tree", tree, 5, 6, 7)
            .with("tree", tree, 1, 2, Float.NEGATIVE_INFINITY);

    // when
    ResolvedCategories resolved = resolver(small, 3, 2).resolve(texts("tree"));

    // then
    assertThat(resolved.bank().prototypes()).containsExactly(5, 6, 7);
    assertThat(resolved.support().get(0).prototypes()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mean | 1 2.5 2.5",
        "mean-similarity | 0.333333 0.333333 0.333333",
        "max-similarity | 3 0 0 0 2.5 0 0 5 7.5",
        "another | 0 2.5 0 0 5 7.5"
      })
  void shouldKeepWhatTheAggregationAsksFor(String name, String expected) {
    // given
    float[] tree = unit(sum(vector("a tree."), vector("the large tree.")));
    FakeIndex small =
        new FakeIndex(TEXT, DIMENSION)
            .with("tree", tree, 3, 0, 0)
            .with("bush", near(tree, 0.9f), 0, 2.5f, 0)
            .with("elm", near(tree, 0.8f), Float.NaN, 0, 1)
            .with("oak", near(tree, 0.7f), 0, 5, 7.5f);
    if (name.equals("mean-similarity")) {
      small =
          new FakeIndex(TEXT, DIMENSION)
              .with("tree", tree, 3, 0, 0)
              .with("bush", near(tree, 0.9f), 0, 2.5f, 0)
              .with("oak", near(tree, 0.7f), 0, 0, 7.5f);
    }
    Aggregation aggregation =
        switch (name) {
          case "mean" -> new MeanEmbedding();
          case "mean-similarity" -> new Separate(0);
          case "max-similarity" -> new Separate(1);
          default -> new LastTwo();
        };

    // when
    ResolvedCategories resolved =
        resolver(small, settings(new Retrieval(4, 2, aggregation))).resolve(texts("tree"));

    // then
    assertThat(resolved.bank().prototypes())
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(floats(expected));
    assertThat(resolved.support().get(0).prototypes()).isEqualTo(3);
  }

  /** One that nobody has built in: the last two prototypes are kept. */
  private record LastTwo() implements Aggregation {
    @Override
    public String text() {
      return "last-two";
    }

    @Override
    public boolean keepsRows() {
      return true;
    }

    @Override
    public float[] kept(float[] rows, int dimension) {
      return Arrays.copyOfRange(rows, rows.length - 2 * dimension, rows.length);
    }

    @Override
    public CategorySimilarity similarity(CategoryBank bank, int from, int to) {
      return new Separate(1).similarity(bank, from, to);
    }
  }

  private static float[] floats(String text) {
    String[] words = text.split(" ");
    float[] floats = new float[words.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = Float.parseFloat(words[i]);
    }
    return floats;
  }

  @Test
  void shouldLetNegativesCompeteUnlessTheVocabularyHasThem() {
    // given
    RetrievalSettings settings = settings(retrieval(5, 2), "wall", "tree", "floor");

    // when
    ResolvedCategories resolved = resolver(index, settings).resolve(texts("tree", "sea"));

    // then
    assertThat(resolved.bank().names()).containsExactly("tree", "sea");
    assertThat(resolved.bank().size()).isEqualTo(4);
    assertThat(resolved.bank().reported()).isEqualTo(2);
    assertThat(resolved.support()).extracting(Support::category).containsExactly("tree", "sea");
  }

  @Test
  void shouldLeaveACategoryWithoutPrototypeToTheGlobalTerm() {
    // given
    float[] tree = unit(sum(vector("a tree."), vector("the large tree.")));
    FakeIndex small = new FakeIndex(TEXT, DIMENSION).with("tree", tree, Float.NaN, 0, 0);

    // when
    ResolvedCategories resolved = resolver(small, 3, 2).resolve(texts("tree"));

    // then
    assertThat(resolved.bank().hasPrototype(0)).isFalse();
    assertThat(resolved.support().get(0).prototypes()).isZero();
  }

  @Test
  void shouldRefuseAnIndexOfOtherNetworks() {
    // then
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                VocabularyResolver.create(
                    encoders,
                    index,
                    new RetrievalSettings("other", TEMPLATES, retrieval(5, 2), List.of(), 10),
                    SharedMeans.NONE))
        .withMessageContainingAll("fake", "expected backbone other", "net");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(new FakeEncoders(TEXT + 1, DIMENSION)))
        .withMessageContainingAll("keys of 9", "8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(new FakeEncoders(TEXT, DIMENSION + 1)))
        .withMessageContainingAll("prototypes of 4", "3");
  }

  @Test
  void shouldRefuseAnEmptyVocabulary() {
    // then
    assertThatIllegalArgumentException().isThrownBy(() -> resolver(5, 2).resolve(List.of()));
  }

  @Test
  void shouldRefuseTemplatesWithoutAPlaceForTheName() {
    // then
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CategoryText("tree", List.of(), List.of("a photo")))
        .withMessageContainingAll("tree", "a photo");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RetrievalSettings("net", List.of("{} and {}"), retrieval(1, 0), List.of(), 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetrievalSettings("net", TEMPLATES, retrieval(1, 0), List.of(), 0));
  }
}
