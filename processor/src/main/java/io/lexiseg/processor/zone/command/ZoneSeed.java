package io.lexiseg.processor.zone.command;

import io.lexiseg.schemas.CameraZones;
import io.lexiseg.schemas.Takeover;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the store with what the topic holds and it lacks: a processor under a new application id,
 * or one whose changelog is lost, goes on where the last one stood.
 */
final class ZoneSeed {
  private static final Logger LOGGER = LoggerFactory.getLogger(ZoneSeed.class);

  private ZoneSeed() {}

  /**
   * Fills what is missing; to be called before a command is decided. All is read before anything is
   * put, as putting begins a transaction, which may not last.
   */
  static void fill(ToldZones told, KeyValueStore<String, CameraZones> store) {
    Map<String, CameraZones> newer = new LinkedHashMap<>();
    told.zones()
        .forEach(
            (camera, zones) -> {
              CameraZones kept = store.get(camera);
              if (kept == null || kept.getVersion() < zones.getVersion()) {
                newer.put(camera, zones);
              }
            });
    if (newer.isEmpty()) {
      return;
    }
    long replayed = told.replayedZoneCommands();
    newer.forEach((camera, zones) -> store.put(camera, taken(zones, replayed)));
    LOGGER.warn(
        "state of zones was lost or is new here, taken over from the topic: {} cameras; commands"
            + " in front of offset {} that were decided are not decided again",
        newer.size(),
        replayed);
  }

  private static CameraZones taken(CameraZones zones, long replayed) {
    CameraZones.Builder taken = CameraZones.newBuilder(zones);
    return replayed == 0
        ? taken.clearTakeover().build()
        : taken.setTakeover(new Takeover(zones.getChangedAt(), replayed)).build();
  }

  /**
   * Whether a command was decided before the zones were taken over. One that was refused then is
   * decided again, to the same end.
   *
   * @param offset of the command
   * @param at record time of the command
   */
  static boolean isDecided(CameraZones zones, long offset, Instant at) {
    return zones
        .getTakeover()
        .filter(takeover -> offset < takeover.getCommandsEnd())
        .filter(takeover -> !at.isAfter(takeover.getDecidedUntil()))
        .isPresent();
  }
}
