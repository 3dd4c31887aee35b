package io.lexiseg.recognition.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lexiseg.prototypes.SharedMeans;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.recognition.category.CategoryText;
import io.lexiseg.recognition.category.ResolutionTrace;
import io.lexiseg.recognition.category.ResolutionTrace.Stage;
import io.lexiseg.vision.setting.Retrieval;
import io.lexiseg.vision.similarity.Aggregation.Separate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is resolved once, kept, shared, and asked for again. */
class ResolutionCachesTest extends ResolutionFixture {
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
    assertThat(spent(first)).containsExactly(1L, 4L, 3L);
    assertThat(spent(second)).containsExactly(1L, 2L, 1L);
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
}
