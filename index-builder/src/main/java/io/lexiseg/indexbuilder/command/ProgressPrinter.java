package io.lexiseg.indexbuilder.command;

import io.lexiseg.vision.pack.install.ProgressListener;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Shows progress: one line that rewrites itself on a terminal, else a line now and then. */
final class ProgressPrinter implements ProgressListener, AutoCloseable {
  private static final int MEGABYTE = 1_000_000;
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final PrintWriter err;
  private final boolean terminal;
  private final Clock clock;
  private String step = "";
  private String shown = "";
  private Instant last = Instant.MIN;

  /** On a terminal if the launcher said so. */
  ProgressPrinter(PrintWriter err) {
    this(err, Boolean.getBoolean("lexiseg.terminal"), Clock.systemUTC());
  }

  ProgressPrinter(PrintWriter err, boolean terminal, Clock clock) {
    this.err = err;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public void progressed(String current, long done, long total) {
    boolean begins = !current.equals(step);
    if (begins) {
      endLine();
      step = current;
    }
    String line =
        total > 0
            ? "%s %d/%d".formatted(current, done, total)
            : "%s %d MB".formatted(current, done / MEGABYTE);
    if (!line.equals(shown)) {
      show(line, begins || (total > 0 && done >= total));
    }
  }

  private void show(String line, boolean due) {
    if (terminal) {
      err.print("\r" + line);
      err.flush();
      shown = line;
    } else if (due || !clock.instant().isBefore(last.plus(PAUSE))) {
      last = clock.instant();
      err.println(line);
    }
  }

  /** Ends the line; the next step begins another. */
  void endLine() {
    if (!shown.isEmpty()) {
      err.println();
      shown = "";
    }
  }

  @Override
  public void close() {
    endLine();
  }
}
