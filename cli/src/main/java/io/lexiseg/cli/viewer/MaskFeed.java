package io.lexiseg.cli.viewer;

import io.lexiseg.cli.client.Outcome;
import io.lexiseg.cli.client.OutcomeReader;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.output.OverlayDrawer;
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
 * last of each camera is drawn, so that the page keeps up with any number of processors.
 *
 * <p><b>Threads:</b> one.
 */
public final class MaskFeed implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(MaskFeed.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final OutcomeReader outcomes;
  private final OverlayDrawer drawer;
  private final ViewerState state;

  /** Begins with what comes from now on. */
  public MaskFeed(KafkaConnection connection, ViewerState state) {
    this.outcomes = OutcomeReader.fromNow(connection);
    this.drawer = new OverlayDrawer(connection);
    this.state = state;
  }

  /** Reads and draws as long as somebody wants it. */
  public void runWhile(BooleanSupplier wanted) {
    while (wanted.getAsBoolean()) {
      newest(outcomes.read(POLL)).forEach(this::draw);
    }
  }

  private void draw(SegmentationMask mask) {
    try {
      drawer.draw(mask).ifPresent(state::show);
    } catch (RegistryUnavailableException e) { // told already; the next one may be drawn
      LOGGER.debug("mask not drawn", e);
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
    drawer.close();
    outcomes.close();
  }
}
