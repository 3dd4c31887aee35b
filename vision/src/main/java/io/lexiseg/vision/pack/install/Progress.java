package io.lexiseg.vision.pack.install;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Shows how far long work has come: one line that changes on a terminal, else a line now and then.
 *
 * <p><b>Threads:</b> safe.
 */
public final class Progress implements ProgressListener, AutoCloseable {
  private static final Duration TERMINAL_PAUSE = Duration.ofMillis(200);
  private static final Duration LOG_PAUSE = Duration.ofSeconds(10);

  /** Amounts above are taken for bytes. */
  private static final long BYTES = 1_000_000;

  private final PrintWriter err;
  private final boolean terminal;
  private final Clock clock;
  private String step = "";
  private Instant last = Instant.MIN;
  private Instant began = Instant.MIN;
  private long doneAtBegin;
  private int shown;

  Progress(PrintWriter err, boolean terminal, Clock clock) {
    this.err = err;
    this.terminal = terminal;
    this.clock = clock;
  }

  /** On a terminal if the launcher said so. */
  public static Progress on(PrintWriter err) {
    return new Progress(err, Boolean.getBoolean("lexiseg.terminal"), Clock.systemUTC());
  }

  @Override
  public synchronized void progressed(String newStep, long done, long total) {
    Instant now = clock.instant();
    boolean finished = total > 0 && done >= total;
    boolean due = last.plus(terminal ? TERMINAL_PAUSE : LOG_PAUSE).isBefore(now);
    if (newStep.equals(step) && !due && !finished) {
      return;
    }
    if (!newStep.equals(step)) {
      began = now;
      doneAtBegin = done;
    }
    step = newStep;
    last = now;
    show(newStep + amount(done, total) + left(now, done, total));
  }

  /** How long the rest takes if it goes on like this; nothing before that can be said. */
  private String left(Instant now, long done, long total) {
    Duration spent = Duration.between(began, now);
    if (done <= doneAtBegin || done >= total || spent.compareTo(LOG_PAUSE) < 0) {
      return "";
    }
    long seconds = spent.toSeconds() * (total - done) / (done - doneAtBegin);
    return rate(spent, done - doneAtBegin, total)
        + (seconds < 90
            ? ", about %d s left".formatted(seconds)
            : ", about %d min left".formatted((seconds + 30) / 60));
  }

  private static String rate(Duration spent, long items, long total) {
    double each = items / (spent.toMillis() / 1000.0);
    return total > BYTES
        ? String.format(Locale.ROOT, ", %.1f MB a second", each / 1e6)
        : each >= 1
            ? String.format(Locale.ROOT, ", %.1f a second", each)
            : String.format(Locale.ROOT, ", %.1f a minute", each * 60);
  }

  private static String amount(long done, long total) {
    if (done <= 0 && total <= 0) {
      return "";
    }
    boolean bytes = Math.max(done, total) > BYTES;
    String text = bytes ? String.format(Locale.ROOT, "%.1f", done / 1e6) : Long.toString(done);
    String of = bytes ? String.format(Locale.ROOT, "%.1f", total / 1e6) : Long.toString(total);
    return ": " + text + (total > 0 ? " of " + of : "") + (bytes ? " MB" : "");
  }

  private void show(String text) {
    if (!terminal) {
      err.println(text);
    } else {
      err.print("\r" + text + " ".repeat(Math.max(0, shown - text.length())));
      err.flush();
      shown = text.length();
    }
  }

  /** Says one thing on a line of its own. */
  public synchronized void say(String message) {
    endLine();
    err.println(message);
  }

  @Override
  public void close() {
    endLine();
  }

  /** Ends the changing line, so that what comes next begins on its own. */
  public synchronized void endLine() {
    if (shown > 0) {
      err.println();
      shown = 0;
    }
  }
}
