package io.lexiseg.vision.pack.install;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The body of a response, which ends when nothing has come for too long. */
final class PatientBody extends FilterInputStream {
  private static final ScheduledExecutorService WATCH =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "download-watch");
            thread.setDaemon(true);
            return thread;
          });

  private final Duration patience;
  private volatile boolean stalled;

  PatientBody(InputStream body, Duration patience) {
    super(body);
    this.patience = patience;
  }

  @Override
  public int read(byte[] target, int from, int count) throws IOException {
    Future<?> watch = WATCH.schedule(this::giveUp, patience.toMillis(), TimeUnit.MILLISECONDS);
    int read;
    try {
      read = in.read(target, from, count);
    } catch (IOException e) {
      throw stalled ? stall() : e;
    } finally {
      watch.cancel(false);
    }
    if (stalled && read < 0) {
      throw stall();
    }
    return read;
  }

  private IOException stall() {
    return new IOException("nothing came for %d ms".formatted(patience.toMillis()));
  }

  /** A read that waits ends when the body is closed. */
  private void giveUp() {
    stalled = true;
    try {
      in.close();
    } catch (IOException e) {
      stalled = true; // the read that waits says what is wrong
    }
  }
}
