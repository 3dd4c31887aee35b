package io.lexiseg.lab.fairness;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What is measured.
 *
 * @param guarantee of the processor
 * @param frame how long a frame takes
 * @param rate of a neighbour, frames a second
 * @param flood of the camera that floods, frames a second
 * @param phase how long cameras send, without the flood and with it
 * @param folder for logs and records; stays
 */
record FairnessSettings(
    String guarantee, Duration frame, double rate, double flood, Duration phase, Path folder) {}
