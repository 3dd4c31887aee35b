package io.lexiseg.processor.zone;

import static io.lexiseg.recognition.category.TestRecords.NOW;

import io.lexiseg.schemas.CameraZones;
import io.lexiseg.schemas.Zone;
import io.lexiseg.schemas.ZoneAction;
import io.lexiseg.schemas.ZoneCommand;
import io.lexiseg.schemas.ZonePoint;
import java.util.Arrays;
import java.util.List;

/** Zones to test with. */
public final class TestZones {
  private TestZones() {}

  /** A zone of the whole picture, defined in version 1. */
  public static Zone.Builder whole(String name, String... categories) {
    return rectangle(name, 0, 0, 1, 1).setCategories(List.of(categories));
  }

  /** A rectangle of all categories, defined in version 1. */
  public static Zone.Builder rectangle(String name, double x1, double y1, double x2, double y2) {
    return Zone.newBuilder()
        .setName(name)
        .setPolygon(
            List.of(
                new ZonePoint(x1, y1),
                new ZonePoint(x2, y1),
                new ZonePoint(x2, y2),
                new ZonePoint(x1, y2)))
        .setDefinedIn(1);
  }

  /** A version of a camera's zones. */
  public static CameraZones zones(String cameraId, int version, Zone.Builder... zones) {
    return CameraZones.newBuilder()
        .setCameraId(cameraId)
        .setVersion(version)
        .setZones(Arrays.stream(zones).map(Zone.Builder::build).toList())
        .setChangedBy("test")
        .setChangedAt(NOW)
        .build();
  }

  /** A command to define a zone. */
  public static ZoneCommand.Builder define(String commandId, String cameraId, Zone zone) {
    return command(commandId, cameraId, ZoneAction.DEFINE).setZone(zone);
  }

  /** A command to remove a zone. */
  public static ZoneCommand.Builder remove(String commandId, String cameraId, String name) {
    return command(commandId, cameraId, ZoneAction.REMOVE).setName(name);
  }

  private static ZoneCommand.Builder command(String commandId, String cameraId, ZoneAction action) {
    return ZoneCommand.newBuilder()
        .setCommandId(commandId)
        .setCameraId(cameraId)
        .setIssuer("test")
        .setIssuedAt(NOW)
        .setAction(action);
  }
}
