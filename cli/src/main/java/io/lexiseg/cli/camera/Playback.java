package io.lexiseg.cli.camera;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Lets pictures that lie ready come no faster than they were taken, as a player does.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Playback {
  /** A stream's time that is further off than this has begun anew. */
  private static final long JUMP_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final LongSupplier nanos;
  private boolean begun;
  private long origin;

  Playback(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Waits until a picture's time has come, or the thread is interrupted. */
  void await(long micros) {
    for (long early = early(micros);
        early > 0 && !Thread.currentThread().isInterrupted();
        early = early(micros)) {
      LockSupport.parkNanos(early);
    }
  }

  /**
   * How long before its time a picture has come; what is late is shown at once.
   *
   * @param micros its place in the stream's own time
   */
  long early(long micros) {
    long now = nanos.getAsLong();
    long early = origin + TimeUnit.MICROSECONDS.toNanos(micros) - now;
    if (!begun || Math.abs(early) > JUMP_NANOS) {
      begun = true;
      origin = now - TimeUnit.MICROSECONDS.toNanos(micros);
      return 0;
    }
    return early;
  }
}
