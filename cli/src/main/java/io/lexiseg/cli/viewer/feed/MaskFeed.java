package io.lexiseg.cli.viewer.feed;

import io.lexiseg.cli.client.FrameReader;
import io.lexiseg.cli.client.Outcome;
import io.lexiseg.cli.client.OutcomeReader;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.viewer.ViewerState;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.connection.RegistryUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows on the page what processors anywhere make of frames. Of masks that came together only the
 * last of each camera is shown, so that the page keeps up with any number of processors.
 *
 * <p><b>Threads:</b> one.
 */
public final class MaskFeed implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(MaskFeed.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final OutcomeReader outcomes;
  private final FrameReader frames;
  private final ViewerState state;

  /** Begins with what comes from now on. */
  public MaskFeed(KafkaConnection connection, ViewerState state) {
    this.outcomes = OutcomeReader.fromNow(connection);
    this.frames = new FrameReader(connection);
    this.state = state;
  }

  /** Reads and shows as long as somebody wants it. */
  public void runWhile(BooleanSupplier wanted) {
    while (wanted.getAsBoolean()) {
      List<Outcome> read = outcomes.read(POLL);
      read.forEach(state::answered);
      newest(read).forEach(this::show);
    }
  }

  private void show(SegmentationMask mask) {
    try {
      frames.fetch(mask.getSource()).ifPresent(frame -> state.show(mask, frame));
    } catch (RegistryUnavailableException e) { // told already; the next one may be shown
      LOGGER.debug("mask not shown", e);
    }
  }

  /** The last mask of each camera. */
  public static Collection<SegmentationMask> newest(List<Outcome> outcomes) {
    Map<String, SegmentationMask> masks = new LinkedHashMap<>();
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Masked masked) {
        masks.put(masked.mask().getSource().getCameraId(), masked.mask());
      }
    }
    return masks.values();
  }

  @Override
  public void close() {
    frames.close();
    outcomes.close();
  }
}
