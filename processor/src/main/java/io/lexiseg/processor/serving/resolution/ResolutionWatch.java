package io.lexiseg.processor.serving.resolution;

import io.lexiseg.recognition.category.ResolutionTrace;
import io.lexiseg.recognition.category.ResolutionTrace.Stage;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells, while a version is being resolved, that the index has been silent for long: before its
 * time-outs and attempts are used up, and whatever it is that hangs. For one thread.
 */
public final class ResolutionWatch {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration INTERVAL = Duration.ofMillis(250);

  private final ResolutionTrace trace;
  private final Consumer<String> listener;
  private boolean told;

  /**
   * Watches one resolution.
   *
   * @param listener is told once each time that the index falls silent
   */
  public ResolutionWatch(ResolutionTrace trace, Consumer<String> listener) {
    this.trace = trace;
    this.listener = listener;
  }

  /** Looks several times a second until this is cancelled. */
  public Future<?> start(ScheduledExecutorService executor) {
    long millis = INTERVAL.toMillis();
    return executor.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Looks once. */
  void look() {
    Duration silent = trace.now(Stage.RETRIEVAL);
    boolean late = silent.compareTo(PATIENCE) >= 0;
    if (late && !told) {
      listener.accept(
          "prototype index: no answer for %d s, still waiting".formatted(silent.toSeconds()));
    }
    told = late;
  }
}
