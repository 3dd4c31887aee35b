package io.lexiseg.processor.preview;

import io.lexiseg.processor.command.PreviewOrder;
import io.lexiseg.processor.command.stream.Previews;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Orders of previews, one made at a time. A flood of them is refused rather than kept. One that is
 * being made is not made a second time, and those that a replay brings up again are refused.
 *
 * <p><b>Threads:</b> safe. <b>Ownership:</b> the executor stays the caller's.
 */
public final class PreviewQueue implements Previews {
  /** Orders that wait, and the one that is being made. */
  static final int MOST = 5;

  /** Whoever asked has gone by then. */
  static final Duration OLDEST = Duration.ofMinutes(10);

  private final Executor executor;
  private final Consumer<PreviewOrder> runner;
  private final Clock clock;
  private final Set<String> commandIds = new HashSet<>();

  /**
   * Creates an empty queue.
   *
   * @param executor of one thread
   * @param runner makes a preview
   */
  public PreviewQueue(Executor executor, Consumer<PreviewOrder> runner, Clock clock) {
    this.executor = executor;
    this.runner = runner;
    this.clock = clock;
  }

  @Override
  public synchronized Optional<String> offer(PreviewOrder order) {
    String commandId = order.command().getCommandId();
    if (commandIds.contains(commandId)) {
      return Optional.empty(); // answered when the first one is done
    }
    Duration age = Duration.between(order.at(), clock.instant());
    if (age.compareTo(OLDEST) > 0) {
      return Optional.of(
          "preview: expected one asked for within %d minutes, got one of %s"
              .formatted(OLDEST.toMinutes(), order.at()));
    }
    if (commandIds.size() >= MOST) {
      return Optional.of("preview: expected at most %d at a time, ask again later".formatted(MOST));
    }
    commandIds.add(commandId);
    executor.execute(() -> run(order));
    return Optional.empty();
  }

  private void run(PreviewOrder order) {
    try {
      runner.accept(order);
    } finally {
      done(order);
    }
  }

  private synchronized void done(PreviewOrder order) {
    commandIds.remove(order.command().getCommandId());
  }
}
