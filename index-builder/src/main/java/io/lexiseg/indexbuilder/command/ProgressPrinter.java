package io.lexiseg.indexbuilder.command;

import io.lexiseg.vision.pack.lite.ProgressListener;
import java.io.PrintWriter;

/** Shows progress as one line that rewrites itself. */
final class ProgressPrinter implements ProgressListener, AutoCloseable {
  private static final int MEGABYTE = 1_000_000;

  private final PrintWriter err;
  private String step = "";
  private String shown = "";

  ProgressPrinter(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void progressed(String current, long done, long total) {
    if (!current.equals(step)) {
      endLine();
      step = current;
    }
    String line =
        total > 0
            ? "%s %d/%d".formatted(current, done, total)
            : "%s %d MB".formatted(current, done / MEGABYTE);
    if (!line.equals(shown)) {
      err.print("\r" + line);
      err.flush();
      shown = line;
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
