package io.lexiseg.lab.fairness;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is measured.
 *
 * @param guarantee of the processor
 * @param frame how long a frame takes
 * @param rate of a neighbour, frames a second
 * @param flood of the camera that floods, frames a second
 * @param phase how long cameras send, without the flood and with it
 * @param placements where the flood is
 * @param properties further ones of the processor
 * @param folder for logs and records; stays
 */
record FairnessSettings(
    String guarantee,
    Duration frame,
    double rate,
    double flood,
    Duration phase,
    List<Placement> placements,
    Map<String, String> properties,
    Path folder) {
  /** Copies the collections. */
  FairnessSettings {
    placements = List.copyOf(placements);
    properties = Map.copyOf(properties);
  }
}
