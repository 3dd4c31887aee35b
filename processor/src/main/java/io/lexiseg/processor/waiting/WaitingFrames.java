package io.lexiseg.processor.waiting;

import io.lexiseg.schemas.FrameCoordinates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The frames of one task that wait, camera by camera in their order. They lie in the store, whose
 * keys are their offsets; here is only who waits, which is read from the store at start.
 *
 * <p><b>Threads:</b> one.
 */
final class WaitingFrames {
  private final KeyValueStore<Long, WaitingFrame> store;
  private final WaitingRoom room;
  private final Duration kept;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private final List<Leaving> leaving = new ArrayList<>();

  /** One that waits. */
  record Place(FrameCoordinates source, long sizeBytes, Instant since) {
    private static Place of(WaitingFrame frame) {
      return new Place(frame.source(), frame.sizeBytes(), frame.since());
    }
  }

  /** One whose result is on its way. */
  private record Leaving(Place place, long seenMillis) {}

  private static final class Line {
    private final NavigableMap<Long, Place> places = new TreeMap<>();
    private long bytes;
  }

  /**
   * Those that the store holds wait already.
   *
   * @param kept how long the store keeps a frame whose result was sent. Where results and store
   *     change in one transaction: zero. Else a crash could find the frame gone from the store and
   *     its result not yet with the broker.
   */
  WaitingFrames(KeyValueStore<Long, WaitingFrame> store, WaitingRoom room, Duration kept) {
    this.store = store;
    this.room = room;
    this.kept = kept;
    try (KeyValueIterator<Long, WaitingFrame> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<Long, WaitingFrame> next = all.next();
        room.enterAgain(next.value.sizeBytes());
        append(Place.of(next.value));
      }
    }
  }

  private void append(Place place) {
    String cameraId = place.source().getCameraId();
    if (!any(cameraId)) {
      lines.put(cameraId, new Line());
      room.camerasChanged(1);
    }
    Line line = line(cameraId);
    line.bytes += place.sizeBytes();
    line.places.put(place.source().getOffset(), place);
  }

  /**
   * Puts a frame behind those of its camera; one that is read again after a crash waits already.
   *
   * @return false: there is no room
   */
  boolean add(WaitingFrame frame) {
    String cameraId = frame.source().getCameraId();
    long offset = frame.source().getOffset();
    if (any(cameraId) && line(cameraId).places.containsKey(offset)) {
      return true;
    }
    if (!room.enter(any(cameraId) ? line(cameraId).bytes : 0, frame.sizeBytes())) {
      return false;
    }
    store.put(offset, frame);
    append(Place.of(frame));
    return true;
  }

  /** Whether frames of a camera wait. */
  boolean any(String cameraId) {
    return lines.containsKey(cameraId);
  }

  /** Whether more than one frame of a camera waits. */
  boolean several(String cameraId) {
    return any(cameraId) && line(cameraId).places.size() > 1;
  }

  /** Whether there is nothing to come back for. */
  boolean isEmpty() {
    return lines.isEmpty() && leaving.isEmpty();
  }

  /** Cameras whose frames wait, copied. */
  List<String> cameras() {
    return List.copyOf(lines.keySet());
  }

  /** The first frame of a camera. */
  Place first(String cameraId) {
    return line(cameraId).places.firstEntry().getValue();
  }

  /** All of a frame that waits. */
  WaitingFrame content(Place place) {
    return Objects.requireNonNull(store.get(place.source().getOffset()), "waiting frame");
  }

  /** The result of a camera's first frame has been sent. */
  void removeFirst(String cameraId) {
    Line line = line(cameraId);
    Place first = line.places.pollFirstEntry().getValue();
    line.bytes -= first.sizeBytes();
    if (line.places.isEmpty()) {
      lines.remove(cameraId);
      room.camerasChanged(-1);
    }
    if (kept.isZero()) {
      delete(first);
    } else {
      leaving.add(new Leaving(first, Long.MAX_VALUE));
    }
  }

  /** Some time has passed. */
  void tick(long nowMillis) {
    leaving.replaceAll(one -> new Leaving(one.place(), Math.min(one.seenMillis(), nowMillis)));
    leaving.removeIf(
        one -> {
          boolean done = nowMillis - one.seenMillis() >= kept.toMillis();
          if (done) {
            delete(one.place());
          }
          return done;
        });
  }

  private void delete(Place place) {
    store.delete(place.source().getOffset());
    room.leave(place.sizeBytes());
  }

  private Line line(String cameraId) {
    return Objects.requireNonNull(lines.get(cameraId), cameraId);
  }

  /** The task goes; what waits stays in the store. */
  void close() {
    for (Line line : lines.values()) {
      line.places.values().forEach(place -> room.leave(place.sizeBytes()));
      room.camerasChanged(-1);
    }
    leaving.forEach(one -> room.leave(one.place().sizeBytes()));
    lines.clear();
    leaving.clear();
  }
}
