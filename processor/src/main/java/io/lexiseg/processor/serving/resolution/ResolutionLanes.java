package io.lexiseg.processor.serving.resolution;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where versions are resolved, so that small ones pass large ones: a desk, which decides, reports
 * and never waits for networks or an index; a lane for those that ask for few words; a lane for
 * those that ask for many. Each lane takes them in the order they come, so none starves.
 *
 * <p><b>Threads:</b> safe. <b>Ownership:</b> the executors stay the caller's.
 */
public final class ResolutionLanes {
  /** So many words take about as long as a frame or two. */
  static final int FEW = 32;

  private final ScheduledExecutorService desk;
  private final Executor few;
  private final Executor many;
  private final AtomicInteger large = new AtomicInteger();

  /**
   * Creates lanes.
   *
   * @param desk one thread
   * @param few runs what asks for few words
   * @param many runs what asks for many
   */
  public ResolutionLanes(ScheduledExecutorService desk, Executor few, Executor many) {
    this.desk = desk;
    this.few = few;
    this.many = many;
  }

  /** One thread for all. */
  public static ResolutionLanes single(ScheduledExecutorService thread) {
    return new ResolutionLanes(thread, Runnable::run, thread);
  }

  /** Runs what is short, in order. */
  public ScheduledExecutorService desk() {
    return desk;
  }

  /** Runs what concerns everything, among the large. */
  public Executor many() {
    return many;
  }

  /** Whether something that asks for so many words would wait for another one. */
  public boolean isTaken(int words) {
    return words > FEW && large.get() > 0;
  }

  /**
   * Runs a resolution in the lane that fits it; called at the desk.
   *
   * @param words that are not known yet; with 0 it runs at once
   */
  public void run(int words, Runnable resolution) {
    if (words == 0) {
      resolution.run();
    } else if (words <= FEW) {
      few.execute(resolution);
    } else {
      large.incrementAndGet();
      many.execute(
          () -> {
            try {
              resolution.run();
            } finally {
              large.decrementAndGet();
            }
          });
    }
  }
}
