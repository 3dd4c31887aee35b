package io.lexiseg.processor.serving;

import static io.lexiseg.recognition.category.TestRecords.NOW;

import io.lexiseg.recognition.category.CategoryResolver;
import io.lexiseg.recognition.category.ResolutionTrace;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.recognition.model.TestModels;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A directory whose word "slow" is not resolved before it may be, and whose word "broken" never.
 */
final class SlowWords implements AutoCloseable {
  final List<VocabularyStatus> reports = new CopyOnWriteArrayList<>();
  final List<String> resolved = new CopyOnWriteArrayList<>();
  final CountDownLatch slowQuestions = new CountDownLatch(1);
  final CountDownLatch slowAnswers = new CountDownLatch(1);
  final ScheduledExecutorService resolving = Executors.newSingleThreadScheduledExecutor();
  final VocabularyDirectory directory =
      new VocabularyDirectory(
          TestModels.profiles(this::resolve),
          "default",
          new VocabularyReports("test", Clock.fixed(NOW, ZoneOffset.UTC), reports::add),
          resolving);

  private CategoryResolver.Resolution resolve(VocabularyContent content, ResolutionTrace trace) {
    String first = content.categories().get(0).getName();
    resolved.add(first);
    if (first.equals("broken")) {
      throw new IllegalStateException("no network runs on this");
    }
    if (first.equals("slow")) {
      slowQuestions.countDown();
      awaitSlowAnswers();
    }
    return TestModels.resolver().resolve(content, trace);
  }

  @Override
  public void close() {
    resolving.shutdownNow();
  }

  private void awaitSlowAnswers() {
    try {
      slowAnswers.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
