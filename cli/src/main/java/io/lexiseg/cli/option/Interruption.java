package io.lexiseg.cli.option;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Turns Ctrl-C into a wish to end, and gives the command time to end well. */
public final class Interruption implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  private final Stop stop = new Stop();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "interruption");

  public Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  public Stop stop() {
    return stop;
  }

  private void interrupted() {
    stop.now();
    try {
      ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending; the hook runs or has run, and waits no longer.
    }
  }
}
