package io.lexiseg.cli.viewer.camera;

import io.lexiseg.cli.client.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the topics say of cameras and of the processors that answer them.
 *
 * <p>Nobody tells that a camera or a processor has gone: frames that stop coming say so of a
 * camera, frames without an answer of the processors.
 *
 * <p><b>Threads:</b> safe.
 */
public final class CameraBoard {
  /** More cameras than any wall shows; beyond, whoever was silent longest is forgotten. */
  static final int MOST_CAMERAS = 256;

  private final Clock clock;
  private final Map<String, CameraLedger> cameras = new TreeMap<>();
  private final Silence answers = new Silence();

  /** Begins with nothing. */
  public CameraBoard(Clock clock) {
    this.clock = clock;
  }

  /** Takes a frame that a camera published. */
  public synchronized void arrived(String cameraId, int partition, long offset) {
    camera(cameraId).ifPresent(one -> one.arrived(partition, offset, clock.instant()));
  }

  /** Takes what became of a frame. */
  public synchronized void answered(Outcome outcome) {
    answers.heard(clock.instant());
    camera(cameraOf(outcome)).ifPresent(one -> one.answered(outcome, clock.instant()));
  }

  /** A picture of the camera can be shown. */
  public synchronized void shown(String cameraId, long picture) {
    camera(cameraId).ifPresent(one -> one.shown(picture));
  }

  private Optional<CameraLedger> camera(String id) {
    if (id.isBlank()) {
      return Optional.empty();
    }
    if (!cameras.containsKey(id) && cameras.size() == MOST_CAMERAS) {
      cameras.entrySet().stream()
          .min(Comparator.comparing(entry -> entry.getValue().heard()))
          .map(Map.Entry::getKey)
          .ifPresent(cameras::remove);
    }
    return Optional.of(cameras.computeIfAbsent(id, CameraLedger::new));
  }

  private static String cameraOf(Outcome outcome) {
    if (outcome instanceof Outcome.Masked masked) {
      return masked.mask().getSource().getCameraId();
    }
    return outcome instanceof Outcome.Dropped dropped
        ? dropped.drop().getSource().getCameraId()
        : ((Outcome.DeadLettered) outcome).key();
  }

  /** All cameras by id, as they are now. */
  public synchronized List<CameraRow> rows() {
    Instant now = clock.instant();
    return cameras.values().stream().map(camera -> camera.row(now)).toList();
  }

  /** What frames say of the processors now. */
  public synchronized Answering answering() {
    Instant now = clock.instant();
    Optional<Instant> owed =
        cameras.values().stream()
            .flatMap(camera -> camera.owedSince().stream())
            .min(Comparator.naturalOrder());
    if (owed.filter(since -> answers.since(since, now)).isPresent()) {
      return Answering.SILENT;
    }
    return answers.last().filter(last -> !answers.since(last, now)).isPresent()
        ? Answering.ANSWERS
        : Answering.UNKNOWN;
  }
}
