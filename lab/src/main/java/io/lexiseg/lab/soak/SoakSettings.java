package io.lexiseg.lab.soak;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a soak is made of.
 *
 * @param duration how long frames and commands flow
 * @param pack {@code tiny}, which is generated, or an installed one
 * @param index address of an index in Redis, filled if there is none; empty: a folder
 * @param cameras how many, at least 1
 * @param framesPerSecond of each camera, above 0
 * @param commandEvery time between two commands, whoever sends them
 * @param outage how long the index is cut off; nothing is cut off in a folder
 * @param seed of pictures and commands
 * @param folder for logs and the broker's records; stays
 */
record SoakSettings(
    Duration duration,
    String pack,
    Optional<String> index,
    int cameras,
    double framesPerSecond,
    Duration commandEvery,
    Duration outage,
    long seed,
    Path folder) {
  SoakSettings {
    if (duration.isNegative() || cameras < 1 || framesPerSecond <= 0 || commandEvery.isZero()) {
      throw new IllegalArgumentException(
          "soak: expected a duration, cameras, a rate and a time between commands, got %s, %d, %s, %s"
              .formatted(duration, cameras, framesPerSecond, commandEvery));
    }
  }
}
