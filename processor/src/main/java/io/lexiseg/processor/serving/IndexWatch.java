package io.lexiseg.processor.serving;

import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.recognition.category.Profiles;
import io.lexiseg.recognition.model.Generations;
import io.lexiseg.schemas.connection.BackOff;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks regularly whether the index answers and which generation is published, and has another one
 * taken into use. What does not work leaves the old one in use and is told.
 *
 * <p><b>Threads:</b> looks on its executor's; others may ask.
 */
public final class IndexWatch {
  private static final Logger LOGGER = LoggerFactory.getLogger(IndexWatch.class);

  /** Opening what is damaged reads all of it. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Generations generations;
  private final VocabularyDirectory directory;
  private final ProcessorMetrics metrics;
  private final Duration interval;
  private volatile Optional<String> trouble = Optional.empty();
  private Duration pause;
  private int refusals;

  public IndexWatch(
      Generations generations,
      VocabularyDirectory directory,
      ProcessorMetrics metrics,
      Duration interval) {
    this.generations = generations;
    this.directory = directory;
    this.metrics = metrics;
    this.interval = interval;
    this.pause = interval;
    metrics.indexGeneration(generations.profiles().origin());
  }

  /** Looks from now on. */
  public void start(ScheduledExecutorService executor) {
    var unused =
        executor.schedule(
            () -> {
              look();
              start(executor);
            },
            pause.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** What is wrong with the index, for people. */
  public Optional<String> trouble() {
    return trouble;
  }

  /** Looks once. */
  void look() {
    try {
      Optional<Profiles> next = generations.next();
      next.ifPresent(this::take);
      metrics.indexLook(next.isPresent() ? "switched" : "same");
      pause = interval;
      refusals = 0;
      settled();
    } catch (UnavailableException e) {
      metrics.indexLook("unavailable");
      pause = interval;
      refusals = 0;
      troubled("index does not answer, known categories are served: " + e.getMessage());
    } catch (RuntimeException e) { // of any kind: the old generation must go on serving
      metrics.indexLook("refused");
      pause = BackOff.doubling(interval.multipliedBy(2), LONGEST).pause(++refusals);
      troubled(
          "index generation %d serves on: %s"
              .formatted(generations.profiles().origin().indexGeneration(), e.getMessage()));
    }
  }

  private void take(Profiles next) {
    try {
      directory.renew(next).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("index: interrupted while switching", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException("index: not switched: " + e.getCause(), e);
    }
    generations.use(next);
    metrics.indexGeneration(next.origin());
    LOGGER
        .atInfo()
        .addKeyValue("index", next.origin().indexName())
        .addKeyValue("generation", next.origin().indexGeneration())
        .log("Another index generation is in use");
  }

  private void troubled(String text) {
    if (trouble.isEmpty() || !trouble.get().equals(text)) {
      trouble = Optional.of(text);
      directory.tell(trouble);
    }
  }

  private void settled() {
    if (trouble.isPresent()) {
      trouble = Optional.empty();
      directory.tell(trouble);
    }
    directory.hurry();
  }
}
