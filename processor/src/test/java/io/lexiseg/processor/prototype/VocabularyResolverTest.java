package io.lexiseg.processor.prototype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.processor.prototype.Support.NearestNoun;
import io.lexiseg.prototypes.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class VocabularyResolverTest {
  private static final int TEXT = 8;
  private static final int DIMENSION = 3;
  private static final List<String> TEMPLATES = List.of("a {}.", "the large {}.");

  /** Vectors are rounded to float once. */
  private static final Offset<Float> ROUNDING = within(1e-6f);

  private final FakeEncoders encoders = new FakeEncoders(TEXT, DIMENSION);
  private final FakeIndex index = randomIndex(200);
  private final FakeSharedMeans shared = new FakeSharedMeans();

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
        .containsExactly("oak", "elm");
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
  void shouldAskOnlyForNewCategories() {
    // given
    VocabularyResolver resolver = resolver(5, 2);
    resolver.resolve(texts("tree", "sky", "tree"));
    assertThat(index.searches()).isEqualTo(2);

    // when
    ResolvedCategories resolved = resolver.resolve(texts("sky", "road", "tree"));

    // then
    assertThat(index.searches()).isEqualTo(3);
    assertThat(encoders.prompts())
        .containsExactly(
            "a tree.", "the large tree.", "a sky.", "the large sky.", "a road.", "the large road.");
    assertThat(resolved.bank().names()).containsExactly("sky", "road", "tree");
  }

  @Test
  void shouldAskAnewWhereWordsDiffer() {
    // given
    VocabularyResolver resolver = resolver(5, 2);
    resolver.resolve(texts("tree"));

    // when
    resolver.resolve(
        List.of(
            new CategoryText("tree", List.of("oak"), List.of()),
            new CategoryText("tree", List.of(), List.of("{}")),
            new CategoryText("tree", List.of(), TEMPLATES)));

    // then
    assertThat(index.searches()).isEqualTo(3);
  }

  @Test
  void shouldServeKnownCategoriesWithoutTheIndex() {
    // given
    VocabularyResolver resolver = resolver(5, 2);
    ResolvedCategories before = resolver.resolve(texts("tree", "sky"));
    index.goAway();

    // when
    ResolvedCategories after = resolver.resolve(texts("tree", "sky"));

    // then
    assertThat(after.bank().prototypes()).isEqualTo(before.bank().prototypes());
    assertThat(after.support()).isEqualTo(before.support());
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> resolver.resolve(texts("tree", "road")));
  }

  @Test
  void shouldTakeFromTheSharedStoreWhatAnotherProcessResolved() {
    // given
    ResolvedCategories first = resolver(5, 2).resolve(texts("tree", "naïve \u72ac"));
    index.goAway();

    // when
    ResolvedCategories second = resolver(5, 2).resolve(texts("tree", "naïve \u72ac"));

    // then
    assertThat(second.bank().textEmbeddings()).isEqualTo(first.bank().textEmbeddings());
    assertThat(second.bank().prototypes()).isEqualTo(first.bank().prototypes());
    assertThat(second.support()).isEqualTo(first.support());
    assertThat(encoders.batches()).hasSize(1);
  }

  @Test
  void shouldNotTakeFromTheSharedStoreWhatOtherSettingsMade() {
    // given
    resolver(5, 2).resolve(texts("tree"));

    // when
    resolver(6, 2).resolve(texts("tree"));
    resolver(5, 0.5).resolve(texts("tree"));
    resolver(index.generation(2), 5, 2).resolve(texts("tree"));

    // then
    assertThat(shared.values()).hasSize(4);
    assertThat(index.searches()).isEqualTo(4);
  }

  @Test
  void shouldIgnoreDamagedSharedValues() {
    // given
    ResolvedCategories first = resolver(5, 2).resolve(texts("tree"));
    byte[] stored = shared.values().values().iterator().next();
    stored[stored.length / 2] ^= 1;

    // when
    ResolvedCategories second = resolver(5, 2).resolve(texts("tree"));

    // then
    assertThat(index.searches()).isEqualTo(2);
    assertThat(second.bank().prototypes()).isEqualTo(first.bank().prototypes());
  }

  @Test
  void shouldGoOnWithoutTheSharedStore() {
    // given
    shared.goAway();

    // when
    ResolvedCategories resolved = resolver(5, 2).resolve(texts("tree"));

    // then
    assertThat(resolved.bank().size()).isEqualTo(1);
  }

  @Test
  void shouldKeepWhatWasResolvedBeforeTheIndexWentAway() {
    // given
    FakeIndex fading = randomIndex(20);
    VocabularyResolver resolver = resolver(fading, 5, 2);
    List<CategoryText> many =
        IntStream.range(0, 40).mapToObj(i -> CategoryText.of("category " + i)).toList();
    fading.goAwayAfter(35);
    assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> resolver.resolve(many));

    // when
    ResolvedCategories resolved = resolver.resolve(many.subList(0, 32));

    // then
    assertThat(resolved.bank().size()).isEqualTo(32);
    assertThat(encoders.batches()).extracting(List::size).containsExactly(64, 16);
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
                    new RetrievalSettings("other", TEMPLATES, 5, 2, 10),
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
        .isThrownBy(() -> new RetrievalSettings("net", List.of("{} and {}"), 1, 0, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetrievalSettings("net", TEMPLATES, 0, 0, 1));
  }

  private VocabularyResolver create(FakeEncoders other) {
    return VocabularyResolver.create(other, index, settings(5, 2), SharedMeans.NONE);
  }

  private VocabularyResolver resolver(int neighbours, double cut) {
    return resolver(index, neighbours, cut);
  }

  private VocabularyResolver resolver(FakeIndex searched, int neighbours, double cut) {
    return VocabularyResolver.create(encoders, searched, settings(neighbours, cut), shared);
  }

  private static RetrievalSettings settings(int neighbours, double cut) {
    return new RetrievalSettings("net", TEMPLATES, neighbours, cut, 100);
  }

  private static List<CategoryText> texts(String... names) {
    List<CategoryText> texts = new ArrayList<>();
    for (String name : names) {
      texts.add(CategoryText.of(name));
    }
    return texts;
  }

  private static FakeIndex randomIndex(int count) {
    FakeIndex random = new FakeIndex(TEXT, DIMENSION);
    Random seeded = new Random(4);
    for (int i = 0; i < count; i++) {
      float[] prototype = new float[DIMENSION];
      for (int d = 0; d < DIMENSION; d++) {
        prototype[d] = (float) seeded.nextGaussian();
      }
      random.with("noun " + i, unit(vector("key " + i)), prototype);
    }
    return random;
  }

  private static float[] vector(String prompt) {
    return FakeEncoders.vector(prompt, TEXT);
  }

  /** A unit vector whose cosine with another unit vector is given. */
  private static float[] near(float[] vector, float cosine) {
    float[] other = vector("away");
    float product = 0;
    for (int d = 0; d < TEXT; d++) {
      product += other[d] * vector[d];
    }
    for (int d = 0; d < TEXT; d++) {
      other[d] -= product * vector[d];
    }
    float[] across = unit(other);
    float[] result = new float[TEXT];
    for (int d = 0; d < TEXT; d++) {
      result[d] = cosine * vector[d] + (float) Math.sqrt(1 - cosine * cosine) * across[d];
    }
    return result;
  }

  private static float[] sum(float[] a, float[] b) {
    float[] sum = new float[a.length];
    for (int d = 0; d < sum.length; d++) {
      sum[d] = a[d] + b[d];
    }
    return sum;
  }

  private static float[] unit(float[] vector) {
    double squares = 0;
    for (float component : vector) {
      squares += (double) component * component;
    }
    float[] unit = new float[vector.length];
    for (int d = 0; d < unit.length; d++) {
      unit[d] = (float) (vector[d] / Math.sqrt(squares));
    }
    return unit;
  }
}
