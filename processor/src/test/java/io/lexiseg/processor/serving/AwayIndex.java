package io.lexiseg.processor.serving;

import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.vocabulary;

import io.lexiseg.processor.serving.resolution.ResolutionLanes;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.recognition.category.CategoryResolver;
import io.lexiseg.recognition.category.ResolutionTrace;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.recognition.model.TestModels;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CategorySupport;
import io.lexiseg.schemas.NearestKey;
import io.lexiseg.schemas.SupportLevel;
import io.lexiseg.schemas.VocabularyStatus;
import io.lexiseg.schemas.connection.BackOff;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A directory whose index does not answer for the words that are missing. */
final class AwayIndex implements AutoCloseable {
  private static final BackOff NEVER =
      new BackOff(Duration.ofHours(1), Duration.ofHours(1), 0.25, new Random(1));

  final List<VocabularyStatus> reports = new CopyOnWriteArrayList<>();
  final ScheduledExecutorService resolving = Executors.newSingleThreadScheduledExecutor();
  final Set<String> missing = ConcurrentHashMap.newKeySet();
  final VocabularyDirectory directory = directory(NEVER);

  /** As the one it has, which never tries again by itself. */
  VocabularyDirectory directory(BackOff backOff) {
    return new VocabularyDirectory(
        TestModels.profiles(this::resolve),
        "default",
        new VocabularyReports("test", Clock.fixed(NOW, ZoneOffset.UTC), reports::add),
        ResolutionLanes.single(resolving),
        backOff);
  }

  /** Does not answer for words that are missing. */
  CategoryResolver.Resolution resolve(VocabularyContent content, ResolutionTrace trace) {
    List<Category> categories = content.categories();
    for (Category category : categories) {
      if (missing.contains(category.getName())) {
        throw new UnavailableException("index: away");
      }
    }
    List<CategorySupport> support =
        categories.stream()
            .map(
                category ->
                    CategorySupport.newBuilder()
                        .setCategory(category.getName())
                        .setLevel(SupportLevel.STRONG)
                        .setNearest(List.of(new NearestKey("noun", 0.9f)))
                        .build())
            .toList();
    return new CategoryResolver.Resolution(
        TestModels.resolver().resolve(content, trace).bank(), support);
  }

  /** Two vocabularies serve and are reported. */
  void givenTwoVocabularies() throws Exception {
    directory.vocabularyChanged("default", vocabulary("default", 1, "road"));
    directory.vocabularyChanged("own", vocabulary("own", 1, "tree"));
    directory.awaitReady();
    resolving.submit(() -> {}).get(); // reports come after the switch
  }

  /** The last report. */
  VocabularyStatus last() {
    return reports.get(reports.size() - 1);
  }

  @Override
  public void close() {
    resolving.shutdownNow();
  }
}
