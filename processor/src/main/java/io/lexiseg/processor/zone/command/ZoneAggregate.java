package io.lexiseg.processor.zone.command;

import io.lexiseg.recognition.category.RefusedCommandException;
import io.lexiseg.recognition.category.TextRules;
import io.lexiseg.schemas.CameraZones;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Zone;
import io.lexiseg.schemas.ZoneAnswer;
import io.lexiseg.schemas.ZoneCommand;
import io.lexiseg.schemas.ZoneVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules by which commands change the zones of one camera. The same commands in the same order
 * give the same state: no clock, no randomness, no other input.
 *
 * <p>A camera whose last zone is removed keeps a version without zones, so that its versions go on
 * rising.
 */
public final class ZoneAggregate {
  /** As many zones a camera may have. */
  static final int MAX_ZONES = 64;

  /** How many commands back a repeated one is recognised. */
  private static final int REMEMBERED_COMMANDS = 200;

  private static final int MAX_ERROR_LENGTH = 4096;

  /** Creates the rules. */
  public ZoneAggregate() {}

  /**
   * Decides on a command.
   *
   * @param current zones of the camera so far
   * @param at record time of the command
   */
  public ZoneDecision decide(Optional<CameraZones> current, ZoneCommand command, Instant at) {
    if (current.isPresent()
        && current.get().getRecentCommandIds().contains(command.getCommandId())) {
      return new ZoneDecision(current, accepted(current.get(), command, at));
    }
    try {
      TextRules.requireId("command id", command.getCommandId());
      TextRules.requireId("issuer", command.getIssuer());
      requireCamera(command.getCameraId());
      requireExpectedVersion(current, command);
      CameraZones next = version(current, command, at);
      return new ZoneDecision(Optional.of(next), accepted(next, command, at));
    } catch (RefusedCommandException e) {
      return new ZoneDecision(Optional.empty(), refused(current, command, at, e));
    }
  }

  private static CameraZones version(
      Optional<CameraZones> current, ZoneCommand command, Instant at) {
    int version = current.map(CameraZones::getVersion).orElse(0) + 1;
    List<Zone> zones = current.map(CameraZones::getZones).orElse(List.of());
    List<Zone> next =
        switch (command.getAction()) {
          case DEFINE -> defined(zones, command, version);
          case REMOVE -> removed(zones, command);
          case UNKNOWN ->
              throw new RefusedCommandException("action: expected one this version knows");
        };
    CameraZones.Builder changed =
        CameraZones.newBuilder()
            .setCameraId(command.getCameraId())
            .setVersion(version)
            .setZones(next)
            .setRecentCommandIds(commandIds(current, command))
            .setChangedBy(command.getIssuer())
            .setChangedAt(at);
    current.flatMap(CameraZones::getTakeover).ifPresent(changed::setTakeover);
    return changed.build();
  }

  private static List<Zone> defined(List<Zone> zones, ZoneCommand command, int version) {
    Zone asked =
        command
            .getZone()
            .orElseThrow(
                () -> new RefusedCommandException("zone: expected one to define, found none"));
    Zone zone = Zone.newBuilder(ZoneRules.normalised(asked)).setDefinedIn(version).build();
    List<Zone> next = new ArrayList<>(zones);
    int place = names(zones).indexOf(zone.getName());
    if (place >= 0) {
      next.set(place, zone);
    } else {
      next.add(zone);
    }
    if (next.size() > MAX_ZONES) {
      throw new RefusedCommandException(
          "camera %s: expected at most %d zones, got %d"
              .formatted(command.getCameraId(), MAX_ZONES, next.size()));
    }
    return next;
  }

  private static List<Zone> removed(List<Zone> zones, ZoneCommand command) {
    String name =
        command
            .getName()
            .orElseThrow(
                () -> new RefusedCommandException("name: expected that of a zone, found none"));
    if (!names(zones).contains(name)) {
      throw new RefusedCommandException(
          "zone %s: expected one of %s of camera %s, found none of that name"
              .formatted(name, names(zones), command.getCameraId()));
    }
    return zones.stream().filter(zone -> !zone.getName().equals(name)).toList();
  }

  private static List<String> names(List<Zone> zones) {
    return zones.stream().map(Zone::getName).toList();
  }

  private static void requireCamera(String cameraId) {
    TextRules.requireId("camera id", cameraId);
    if (cameraId.equals(Topics.ANY_CAMERA)) {
      throw new RefusedCommandException(
          "camera id: expected one camera, found '%s'".formatted(cameraId));
    }
  }

  private static void requireExpectedVersion(Optional<CameraZones> current, ZoneCommand command) {
    int version = current.map(CameraZones::getVersion).orElse(0);
    int expected = command.getExpectedVersion().orElse(version);
    if (expected != version) {
      throw new RefusedCommandException(
          "zones of camera %s: expected version %d as the command says, found %d"
              .formatted(command.getCameraId(), expected, version));
    }
  }

  private static List<String> commandIds(Optional<CameraZones> current, ZoneCommand command) {
    List<String> ids =
        new ArrayList<>(current.map(CameraZones::getRecentCommandIds).orElse(List.of()));
    ids.add(command.getCommandId());
    return ids.subList(Math.max(0, ids.size() - REMEMBERED_COMMANDS), ids.size());
  }

  private static ZoneAnswer accepted(CameraZones zones, ZoneCommand command, Instant at) {
    return answer(command, at)
        .setVersion(zones.getVersion())
        .setVerdict(ZoneVerdict.ACCEPTED)
        .build();
  }

  private static ZoneAnswer refused(
      Optional<CameraZones> current,
      ZoneCommand command,
      Instant at,
      RefusedCommandException refusal) {
    String error = String.valueOf(refusal.getMessage());
    return answer(command, at)
        .setVersion(current.map(CameraZones::getVersion).orElse(0))
        .setVerdict(ZoneVerdict.REFUSED)
        .setError(error.substring(0, Math.min(error.length(), MAX_ERROR_LENGTH)))
        .build();
  }

  private static ZoneAnswer.Builder answer(ZoneCommand command, Instant at) {
    return ZoneAnswer.newBuilder()
        .setCameraId(command.getCameraId())
        .setCommandId(command.getCommandId())
        .setAnsweredAt(at);
  }
}
