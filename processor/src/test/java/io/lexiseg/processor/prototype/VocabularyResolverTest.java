package io.lexiseg.processor.prototype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.processor.prototype.ResolutionTrace.Stage;
import io.lexiseg.processor.prototype.Support.NearestNoun;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.vision.pack.Retrieval;
import io.lexiseg.vision.similarity.Aggregation;
import io.lexiseg.vision.similarity.Aggregation.Clusters;
import io.lexiseg.vision.similarity.Aggregation.MeanEmbedding;
import io.lexiseg.vision.similarity.Aggregation.Separate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        "clusters | 1.5 1.25 0 0 5 7.5"
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
          default -> new Clusters(2, false, 1);
        };

    // when
    ResolvedCategories resolved =
        resolver(small, settings(new Retrieval(4, 2, aggregation))).resolve(texts("tree"));

    // then: clusters in the order that the seed gives
    float[] rows = resolved.bank().prototypes();
    if (aggregation instanceof Clusters && rows[0] == 0) {
      rows = new float[] {rows[3], rows[4], rows[5], rows[0], rows[1], rows[2]};
    }
    assertThat(rows).usingComparatorWithPrecision(1e-5f).containsExactly(floats(expected));
    assertThat(resolved.support().get(0).prototypes()).isEqualTo(3);
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
  void shouldKeepSeveralPrototypesACategoryInTheSharedStore() {
    // given
    RetrievalSettings settings = settings(new Retrieval(7, 2, new Separate(1)));
    ResolvedCategories first = resolver(index, settings).resolve(texts("tree", "sea"));
    int searches = index.searches();

    // when
    ResolvedCategories second = resolver(index, settings).resolve(texts("sea", "tree"));

    // then: the same rows without a search, category by category
    assertThat(index.searches()).isEqualTo(searches);
    assertThat(second.bank().firstRow(2)).isEqualTo(14);
    assertThat(Arrays.copyOfRange(second.bank().prototypes(), 21, 42))
        .isEqualTo(Arrays.copyOfRange(first.bank().prototypes(), 0, 21));
  }

  @Test
  void shouldNotTakeSharedCategoriesOfAnotherAggregation() {
    // given
    resolver(index, settings(new Retrieval(7, 2, new Separate(1)))).resolve(texts("tree"));

    // when
    ResolvedCategories mean = resolver(7, 2).resolve(texts("tree"));

    // then
    assertThat(mean.bank().prototypes()).hasSize(DIMENSION);
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
  void shouldTimeOnlyWhatIsNotCached() {
    // given
    AtomicLong ticks = new AtomicLong();
    VocabularyResolver resolver = resolver(5, 2);
    ResolutionTrace first = new ResolutionTrace(ticks::getAndIncrement);
    ResolutionTrace second = new ResolutionTrace(ticks::getAndIncrement);
    ResolutionTrace third = new ResolutionTrace(ticks::getAndIncrement);

    // when
    resolver.resolve(texts("tree", "sky", "sea"), List.of(), first);
    resolver.resolve(texts("sky", "tree", "road"), List.of(), second);
    resolver.resolve(texts("road", "sky"), List.of(), third);

    // then: each look at the clock is a nanosecond
    assertThat(spent(first)).containsExactly(1L, 3L, 3L);
    assertThat(spent(second)).containsExactly(1L, 1L, 1L);
    assertThat(spent(third)).containsExactly(0L, 0L, 0L);
    assertThat(List.of(second.wanted(), second.resolved())).containsExactly(3, 3);
  }

  private static List<Long> spent(ResolutionTrace trace) {
    return Arrays.stream(Stage.values()).map(stage -> trace.spent(stage).toNanos()).toList();
  }

  @Test
  void shouldAskOnceForWhatSeveralWant() throws Exception {
    // given
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    FakeEncoders slow =
        new FakeEncoders(TEXT, DIMENSION) {
          @Override
          public List<float[]> embed(List<String> prompts) {
            asked.countDown();
            await(answered);
            return super.embed(prompts);
          }
        };
    VocabularyResolver resolver =
        VocabularyResolver.create(slow, index, settings(5, 2), SharedMeans.NONE);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      // when
      Future<ResolvedCategories> one =
          threads.submit(() -> resolver.resolve(texts("tree", "sky", "road")));
      asked.await();
      Thread[] waiting = new Thread[1];
      CountDownLatch started = new CountDownLatch(1);
      Future<ResolvedCategories> other =
          threads.submit(
              () -> {
                waiting[0] = Thread.currentThread();
                started.countDown();
                return resolver.resolve(texts("road", "tree"));
              });
      started.await();
      Awaitility.await().until(() -> waiting[0].getState() == Thread.State.WAITING);
      answered.countDown();

      // then
      assertThat(other.get().bank().names()).containsExactly("road", "tree");
      assertThat(one.get().bank().size()).isEqualTo(3);
      assertThat(index.searches()).isEqualTo(3);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void shouldAskAgainAfterAFailure() {
    // given
    FakeIndex fading = randomIndex(20);
    VocabularyResolver resolver = resolver(fading, 5, 2);
    fading.goAway();
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> resolver.resolve(texts("tree", "sky")));
    fading.goAwayAfter(1000);

    // when
    ResolvedCategories resolved = resolver.resolve(texts("sky", "tree"));

    // then
    assertThat(resolved.bank().size()).isEqualTo(2);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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

  private VocabularyResolver create(FakeEncoders other) {
    return VocabularyResolver.create(other, index, settings(5, 2), SharedMeans.NONE);
  }

  private VocabularyResolver resolver(int neighbours, double cut) {
    return resolver(index, neighbours, cut);
  }

  private VocabularyResolver resolver(FakeIndex searched, int neighbours, double cut) {
    return resolver(searched, settings(neighbours, cut));
  }

  private VocabularyResolver resolver(FakeIndex searched, RetrievalSettings settings) {
    return VocabularyResolver.create(encoders, searched, settings, shared);
  }

  private static RetrievalSettings settings(int neighbours, double cut) {
    return settings(retrieval(neighbours, cut));
  }

  private static RetrievalSettings settings(Retrieval retrieval, String... negatives) {
    return new RetrievalSettings("net", TEMPLATES, retrieval, List.of(negatives), 100);
  }

  private static Retrieval retrieval(int neighbours, double cut) {
    return new Retrieval(neighbours, cut, new MeanEmbedding());
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
