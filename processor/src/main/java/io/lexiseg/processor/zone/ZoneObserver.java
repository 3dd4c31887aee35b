package io.lexiseg.processor.zone;

import io.lexiseg.processor.zone.ZoneReport.SeenZone;
import io.lexiseg.recognition.pipeline.SegmentedFrame;
import io.lexiseg.schemas.FrameCoordinates;
import io.lexiseg.schemas.ZoneEvent;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.painting.BestScores;
import io.lexiseg.vision.segmentation.Segmentation;
import io.lexiseg.vision.zone.ZoneTally;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the zones of cameras, frame by frame, and remembers what it told of them.
 *
 * <p><b>Threads:</b> one task.
 */
public final class ZoneObserver {
  private final ZoneTable table;
  private final String store;
  private final Map<String, DrawnZones> drawn = new HashMap<>();
  private @Nullable KeyValueStore<String, List<ZoneState>> states;

  /**
   * Creates an observer for one task.
   *
   * @param table what holds for cameras
   * @param store name of the store of {@link ZoneStateSerde#store}
   */
  public ZoneObserver(ZoneTable table, String store) {
    this.table = table;
    this.store = store;
  }

  /** Finds the store. */
  public void init(ProcessingContext context) {
    states = context.getStateStore(store);
  }

  /** Counts what the mask of a frame has in the zones of its camera; remembers nothing. */
  public ZoneReport look(SegmentedFrame frame, FrameCoordinates source) {
    KnownZones known = table.of(source.getCameraId());
    if (known.zones().isEmpty()) {
      drawn.remove(source.getCameraId());
      return new ZoneReport(source, frame.vocabulary(), known.version(), List.of(), false);
    }
    Segmentation segmentation = frame.segmentation();
    float @Nullable [] best = segmentation.scores().map(BestScores::values).orElse(null);
    int categories = frame.vocabulary().legend().size();
    List<SeenZone> zones =
        drawn(source.getCameraId(), known, frame).zones().stream()
            .map(
                zone ->
                    new SeenZone(
                        zone, ZoneTally.of(zone.raster(), segmentation.mask(), best, categories)))
            .toList();
    return new ZoneReport(source, frame.vocabulary(), known.version(), zones, best != null);
  }

  private DrawnZones drawn(String cameraId, KnownZones known, SegmentedFrame frame) {
    Mask mask = frame.segmentation().mask();
    List<String> legend = frame.vocabulary().legend();
    DrawnZones before = drawn.get(cameraId);
    if (before != null && before.fit(known, mask, legend)) {
      return before;
    }
    DrawnZones now = DrawnZones.of(known, mask, legend);
    drawn.put(cameraId, now);
    return now;
  }

  /**
   * What a frame tells that was not told before; remembers that it is told now.
   *
   * @param report of the frame behind the last one of its camera
   */
  public List<ZoneEvent> events(ZoneReport report) {
    KeyValueStore<String, List<ZoneState>> known = Objects.requireNonNull(states);
    String cameraId = report.source().getCameraId();
    List<ZoneState> before = Optional.ofNullable(known.get(cameraId)).orElse(List.of());
    ZoneFacts facts = ZoneFacts.of(report, before);
    if (!facts.states().equals(before)) {
      known.put(cameraId, facts.states().isEmpty() ? null : facts.states());
    }
    return facts.events();
  }
}
