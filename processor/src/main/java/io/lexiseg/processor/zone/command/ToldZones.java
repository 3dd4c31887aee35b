package io.lexiseg.processor.zone.command;

import io.lexiseg.schemas.CameraZones;
import java.util.Map;

/** What processors have told of zones so far, as the topics hold it. */
public interface ToldZones {
  /** The zones of each camera by its id. */
  Map<String, CameraZones> zones();

  /**
   * End of the zone commands that come again although they may have been decided; 0 where commands
   * go on at the first that was not.
   */
  long replayedZoneCommands();
}
