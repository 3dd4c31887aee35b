package io.lexiseg.processor.serving;

import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.binding;
import static io.lexiseg.recognition.category.TestRecords.vocabulary;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.recognition.model.TestModels;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.DropRule;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Work is counted, not timed: each look at a binding counts. */
class ManyBindingsTest {
  private final ScheduledExecutorService resolving = Executors.newSingleThreadScheduledExecutor();
  private final AtomicLong looks = new AtomicLong();

  @AfterEach
  void close() {
    resolving.shutdownNow();
  }

  @Test
  void shouldCostTheSameForEachBindingHoweverManyWait() throws Exception {
    // when
    long few = looksAt(500, true);
    long many = looksAt(4000, true);
    // then
    assertThat(few).isPositive();
    assertThat(many).isLessThanOrEqualTo(8 * few + 8);
  }

  @Test
  void shouldCostTheSameForEachBindingHoweverManyAreInEffect() throws Exception {
    // when
    long few = looksAt(500, false);
    long many = looksAt(4000, false);
    // then
    assertThat(few).isPositive();
    assertThat(many).isLessThanOrEqualTo(8 * few + 8);
  }

  /** As at the start: the vocabulary is still being resolved, or ready from the beginning. */
  private long looksAt(int cameras, boolean waiting) throws Exception {
    CountDownLatch answers = new CountDownLatch(waiting ? 1 : 0);
    VocabularyDirectory directory =
        new VocabularyDirectory(
            TestModels.profiles(
                (content, trace) -> {
                  await(answers);
                  return TestModels.resolver().resolve(content, trace);
                }),
            "default",
            new VocabularyReports("test", Clock.fixed(NOW, ZoneOffset.UTC), status -> {}),
            resolving);
    directory.vocabularyChanged("street", vocabulary("street", 1, "road"));
    if (!waiting) {
      directory.awaitReady();
    }
    looks.set(0);
    for (int i = 0; i < cameras; i++) {
      directory.bindingChanged("camera-" + i, new Counted("camera-" + i));
    }
    answers.countDown();
    directory.awaitReady();
    for (int i = 0; i < cameras; i++) {
      directory.bindingChanged("camera-" + i, null);
    }
    return looks.get();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says when it is looked at. */
  private final class Counted extends CameraBinding {
    private static final long serialVersionUID = 1;

    Counted(String camera) {
      CameraBinding binding = binding(camera, "street", DropRule.EVERY);
      for (int field = 0; field < binding.getSchema().getFields().size(); field++) {
        put(field, binding.get(field));
      }
    }

    @Override
    public Optional<String> getProfile() {
      looks.incrementAndGet();
      return super.getProfile();
    }
  }
}
