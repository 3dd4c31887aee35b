package io.lexiseg.demo.system;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Keeps a camera that can wait from running ahead of the processor. */
final class Flow {
  /** Enough to keep every thread busy, few enough to show what the camera sees now. */
  private static final int MOST_OUTSTANDING =
      2 * Math.max(2, Runtime.getRuntime().availableProcessors());

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Ledger ledger;
  private final BooleanSupplier alive;
  private final Duration patience;

  /**
   * Watches a ledger.
   *
   * @param alive whether outcomes may still come
   * @param patience longest time without any outcome
   */
  Flow(Ledger ledger, BooleanSupplier alive, Duration patience) {
    this.ledger = ledger;
    this.alive = alive;
    this.patience = patience;
  }

  /** Waits until another frame may be sent; false when no outcome comes any more. */
  boolean awaitRoom() throws InterruptedException {
    return await(MOST_OUTSTANDING - 1);
  }

  /** Waits until every frame has its outcome; false when no outcome comes any more. */
  boolean awaitAll() throws InterruptedException {
    return await(0);
  }

  private boolean await(int most) throws InterruptedException {
    int before = ledger.outstanding();
    long deadline = System.nanoTime() + patience.toNanos();
    while (!ledger.awaitOutstanding(most, LOOK)) {
      int now = ledger.outstanding();
      if (now < before) {
        deadline = System.nanoTime() + patience.toNanos();
      }
      before = now;
      if (!alive.getAsBoolean() || System.nanoTime() > deadline) {
        return false;
      }
    }
    return true;
  }
}
