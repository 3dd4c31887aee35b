package io.lexiseg.demo.system;

import io.lexiseg.cli.client.Outcome;
import io.lexiseg.cli.client.PublishedFrame;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.output.MaskFiles;
import io.lexiseg.cli.output.MaskSaver;
import io.lexiseg.cli.output.MaskedFrame;
import io.lexiseg.cli.output.OverlayDrawer;
import io.lexiseg.cli.viewer.ViewerState;
import io.lexiseg.schemas.SegmentationMask;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Enters outcomes into the ledger, writes masks and shows them.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Results implements Consumer<Outcome>, AutoCloseable {
  private final Consumer<Outcome> ledger;
  private final Consumer<String> problems;
  private final ViewerState state;
  private final OverlayDrawer drawer;
  private final Optional<MaskFiles> files;
  private final boolean shown;

  /**
   * Opens drawer and files.
   *
   * @param ledger hears of each outcome once it is written and shown
   * @param problems hears of each result that could not be written
   * @param shown whether somebody may look at the state
   */
  Results(
      KafkaConnection connection,
      Consumer<Outcome> ledger,
      Consumer<String> problems,
      Optional<MaskFiles> files,
      ViewerState state,
      boolean shown) {
    this.files = files;
    this.problems = problems;
    this.drawer = new OverlayDrawer(connection);
    this.ledger = ledger;
    this.state = state;
    this.shown = shown;
  }

  @Override
  public void accept(Outcome outcome) {
    if (shown) {
      state.answered(outcome);
    }
    if (outcome instanceof Outcome.Masked masked) {
      frame(masked.mask())
          .filter(frame -> shown)
          .ifPresent(frame -> state.show(masked.mask(), frame));
    }
    ledger.accept(outcome); // last: once all are entered, all files are written
  }

  private Optional<PublishedFrame> frame(SegmentationMask mask) {
    if (files.isEmpty()) {
      return shown ? drawer.fetch(mask) : Optional.empty();
    }
    try {
      return new MaskSaver(drawer, files.get()).save(mask).map(MaskedFrame::frame);
    } catch (FailedException e) { // the next one may be written
      problems.accept(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    drawer.close();
    files.ifPresent(MaskFiles::close);
  }
}
