package io.lexiseg.cli.camera;

import java.util.concurrent.locks.LockSupport;

/**
 * Keeps captures from coming faster than wanted.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class Pace {
  private final long intervalNanos;
  private long next = System.nanoTime();

  private Pace(long intervalNanos) {
    this.intervalNanos = intervalNanos;
  }

  /** At most this many a second, more than 0. */
  public static Pace of(double framesPerSecond) {
    return new Pace((long) (1e9 / framesPerSecond));
  }

  /** As fast as they come. */
  public static Pace unlimited() {
    return new Pace(0);
  }

  /** Waits until the next capture is due, or the thread is interrupted. Delays are not made up. */
  public void await() {
    while (next - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(next - System.nanoTime());
    }
    next = Math.max(next, System.nanoTime()) + intervalNanos;
  }
}
