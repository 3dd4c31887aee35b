package io.lexiseg.processor.zone;

import io.lexiseg.recognition.pipeline.RecordException;
import io.lexiseg.schemas.CameraZones;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The zones of every camera as the topic of zones said last.
 *
 * <p><b>Threads:</b> safe.
 */
public final class ZoneTable {
  private final Map<String, KnownZones> zones = new ConcurrentHashMap<>();

  /** Creates a table that knows no camera. */
  public ZoneTable() {}

  /**
   * Takes what the topic says of a camera.
   *
   * @param record null: nothing any more
   * @throws RecordException.Malformed if it is none that this service wrote; what was known stays
   */
  public void changed(String cameraId, @Nullable CameraZones record) {
    if (record == null) {
      zones.remove(cameraId);
    } else {
      zones.put(cameraId, KnownZones.of(record));
    }
  }

  KnownZones of(String cameraId) {
    return zones.getOrDefault(cameraId, KnownZones.NONE);
  }
}
