package io.lexiseg.processor.frame;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows for each camera the newest frame that has been fetched but not yet segmented. So a policy
 * can tell whether a newer frame already waits behind the one in hand. Holds no entry for a camera
 * whose newest frame is done.
 *
 * <p>A rewind after a crash does no harm: offsets of a partition only grow, so a newer frame that
 * was seen once comes again.
 *
 * <p><b>Threads:</b> safe.
 */
public final class FetchedFrames {
  /** Camera ids come from outside; of cameras beyond this many no frame is superseded. */
  private static final int MAX_CAMERAS = 100_000;

  private final Map<Source, Long> newest = new ConcurrentHashMap<>();

  private record Source(int partition, String cameraId) {}

  /** A frame has been fetched. */
  public void fetched(int partition, String cameraId, long offset) {
    Source source = new Source(partition, cameraId);
    if (newest.size() < MAX_CAMERAS || newest.containsKey(source)) {
      newest.merge(source, offset, Math::max);
    }
  }

  /** Whether a frame of the camera waits that has not been taken yet. */
  public boolean waits(int partition, String cameraId) {
    return newest.containsKey(new Source(partition, cameraId));
  }

  /** Whether a newer frame of the same camera waits behind the one that is taken now. */
  public boolean take(int partition, String cameraId, long offset) {
    Long seen =
        newest.computeIfPresent(
            new Source(partition, cameraId), (source, last) -> last <= offset ? null : last);
    return seen != null;
  }
}
