package io.lexiseg.cli.camera;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Keeps captures from coming faster than wanted.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class Pace {
  private final long intervalNanos;
  private final LongSupplier nanos;
  private long next;

  Pace(long intervalNanos, LongSupplier nanos) {
    this.intervalNanos = intervalNanos;
    this.nanos = nanos;
    this.next = nanos.getAsLong();
  }

  /** At most this many a second, more than 0. */
  public static Pace of(double framesPerSecond) {
    return new Pace((long) (1e9 / framesPerSecond), System::nanoTime);
  }

  /** As fast as they come. */
  public static Pace unlimited() {
    return new Pace(0, System::nanoTime);
  }

  /** Waits until the next capture is due, or the thread is interrupted. Delays are not made up. */
  public void await() {
    while (next - nanos.getAsLong() > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(next - nanos.getAsLong());
    }
    next = Math.max(next, nanos.getAsLong()) + intervalNanos;
  }

  /**
   * Whether a capture is due now, which is taken then. One may come up to half an interval early,
   * so that pictures that do not come evenly keep the rate.
   */
  boolean isDue() {
    long now = nanos.getAsLong();
    if (next - now > intervalNanos / 2) {
      return false;
    }
    next = Math.max(next, now - intervalNanos) + intervalNanos;
    return true;
  }
}
