package io.lexiseg.processor.pace;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time that frames take and the limits that follow. A frame slower than its thread's clients
 * can bear raises the limits and ends its thread before a commit fails; the thread that replaces it
 * opens clients with the new limits and takes the frame again.
 *
 * <p><b>Threads:</b> safe.
 */
public final class FramePace {
  private static final Logger LOGGER = LoggerFactory.getLogger(FramePace.class);

  private final Duration longestTransaction;
  private final boolean transactional;
  private final int threads;
  private final Map<String, Duration> transactions = new ConcurrentHashMap<>();
  private final Map<String, Duration> polls = new ConcurrentHashMap<>();
  private volatile int frames;
  private volatile StreamLimits limits;

  /**
   * Begins with limits.
   *
   * @param threads of this process
   * @param partitions of the topic of frames
   * @param transactional whether results are written in transactions
   * @param longestTransaction what brokers allow
   */
  public FramePace(
      StreamLimits limits,
      int threads,
      int partitions,
      boolean transactional,
      Duration longestTransaction) {
    this.limits = limits.withTransactionUpTo(longestTransaction);
    this.threads = threads;
    this.transactional = transactional;
    this.longestTransaction = longestTransaction;
    this.frames = frames(threads, partitions);
  }

  /** Frames that a thread takes between commits when this process has all partitions. */
  public static int frames(int threads, int partitions) {
    return Math.max(1, (partitions + threads - 1) / threads);
  }

  /** A pace that nothing outgrows, where no clients are. */
  public static FramePace unlimited() {
    Duration always = Duration.ofDays(1);
    return new FramePace(new StreamLimits(always, always), 1, 1, false, always);
  }

  /** The topic of frames has as many partitions now. */
  public void partitions(int partitions) {
    frames = frames(threads, partitions);
  }

  /** What the producer of a stream thread is opened with. */
  Duration grantTransaction(String thread) {
    Duration now = limits.transaction();
    transactions.put(thread, now);
    return now;
  }

  /** What the consumer of a stream thread is opened with. */
  Duration grantPoll(String thread) {
    Duration now = limits.poll();
    polls.put(thread, now);
    return now;
  }

  /**
   * A frame took its time on the current thread.
   *
   * @throws LimitsOutgrownException if the clients of this thread would not bear more like it
   */
  void took(Duration time, String cameraId) {
    Duration pass = StreamLimits.pass(frames, time);
    if (!bears(limits, pass)) {
      raise(time, cameraId);
    }
    requireBorne(polls, pass, limits.poll(), "max.poll.interval.ms");
    requireBorne(transactions, pass, limits.transaction(), "transaction.timeout.ms");
  }

  /** What is granted already is not enough, and more is to be had. */
  private static void requireBorne(
      Map<String, Duration> granted, Duration pass, Duration now, String setting) {
    Duration mine = granted.get(Thread.currentThread().getName());
    if (mine != null && mine.compareTo(pass) < 0 && mine.compareTo(now) < 0) {
      throw new LimitsOutgrownException(
          "%s: expected at least %d ms of a stream thread, got %d; it starts again with %d"
              .formatted(setting, pass.toMillis(), mine.toMillis(), now.toMillis()));
    }
  }

  private boolean bears(StreamLimits some, Duration pass) {
    return some.poll().compareTo(pass) >= 0
        && (!transactional || some.transaction().compareTo(pass) >= 0);
  }

  private synchronized void raise(Duration time, String cameraId) {
    StreamLimits raised =
        limits.atLeast(StreamLimits.of(frames, time)).withTransactionUpTo(longestTransaction);
    if (raised.equals(limits)) {
      return; // another thread was first, or brokers allow no more
    }
    limits = raised;
    LOGGER.warn(
        "records became slow: one with key {} took {} ms, {} of them come between commits;"
            + " transaction.timeout.ms is {}, max.poll.interval.ms is {} from now on,"
            + " stream threads start again; more threads, or the slowest time in the settings, avoid that",
        cameraId,
        time.toMillis(),
        frames,
        raised.transaction().toMillis(),
        raised.poll().toMillis());
  }
}
