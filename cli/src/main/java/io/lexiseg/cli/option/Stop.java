package io.lexiseg.cli.option;

import java.util.concurrent.CountDownLatch;

/**
 * A wish to end, made by whoever runs the demo.
 *
 * <p><b>Threads:</b> safe.
 */
public final class Stop {
  private final CountDownLatch wished = new CountDownLatch(1);

  /** Wishes the end; idempotent. */
  public void now() {
    wished.countDown();
  }

  /** Whether the end was wished. */
  public boolean isWished() {
    return wished.getCount() == 0;
  }

  public void await() throws InterruptedException {
    wished.await();
  }
}
