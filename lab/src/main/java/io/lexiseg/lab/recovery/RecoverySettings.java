package io.lexiseg.lab.recovery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What is measured.
 *
 * @param guarantee of the processors
 * @param scenario who goes on
 * @param further properties of the processors
 * @param rounds how often one is killed
 * @param abortEvery how often the broker looks for transactions that are too old
 * @param folder for logs and records; stays
 */
record RecoverySettings(
    String guarantee,
    Scenario scenario,
    Map<String, String> further,
    int rounds,
    Duration abortEvery,
    Path folder) {
  /** Copies the map. */
  RecoverySettings {
    further = Map.copyOf(further);
  }
}
