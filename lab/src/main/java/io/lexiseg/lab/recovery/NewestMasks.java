package io.lexiseg.lab.recovery;

import io.lexiseg.cli.client.Outcome;
import io.lexiseg.schemas.FrameCoordinates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * When masks of each camera could be read, and of which time they show the world.
 *
 * <p><b>Threads:</b> safe.
 */
final class NewestMasks {
  private final Map<String, List<Mask>> masks = new TreeMap<>();

  private record Mask(Instant capturedAt, Instant seen) {}

  /** Enters one if it is a mask. */
  void enter(Outcome outcome, Instant seen) {
    if (outcome instanceof Outcome.Masked masked) {
      FrameCoordinates source = masked.mask().getSource();
      mask(source.getCameraId(), source.getCapturedAt(), seen);
    }
  }

  /** Enters a mask. */
  synchronized void mask(String cameraId, Instant capturedAt, Instant seen) {
    masks.computeIfAbsent(cameraId, id -> new ArrayList<>()).add(new Mask(capturedAt, seen));
  }

  /** Whether each camera has a mask of a frame captured after a time. */
  synchronized boolean reach(Collection<String> cameras, Instant time) {
    return cameras.stream().allMatch(camera -> since(camera, time).isPresent());
  }

  /** From a time to the first mask of a frame captured after it, camera by camera. */
  synchronized List<Duration> delays(Collection<String> cameras, Instant time) {
    return cameras.stream()
        .map(camera -> Duration.between(time, since(camera, time).orElseThrow().seen()))
        .sorted()
        .toList();
  }

  private Optional<Mask> since(String camera, Instant time) {
    return masks.getOrDefault(camera, List.of()).stream()
        .filter(mask -> mask.capturedAt().isAfter(time))
        .findFirst();
  }
}
