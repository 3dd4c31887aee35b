package io.lexiseg.processor.waiting;

import io.lexiseg.processor.frame.DropRules;
import io.lexiseg.processor.frame.Verdict;
import io.lexiseg.processor.serving.ActiveVocabulary;
import io.lexiseg.processor.serving.CameraVocabulary;
import io.lexiseg.recognition.pipeline.RecordException;
import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.DropReason;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameCoordinates;
import io.lexiseg.schemas.UndecodableRecordException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/** Decides what becomes of a frame. */
final class Judgement {
  private static final DropPolicy EVERY_FRAME = DropPolicy.newBuilder().build();

  private final Clock clock;
  private final WaitingRoom room;
  private final Deserializer<Frame> frames;

  /**
   * Creates rules.
   *
   * @param clock for the age of frames, and how long they waited
   * @param frames reads again what waited
   */
  Judgement(Clock clock, WaitingRoom room, Deserializer<Frame> frames) {
    this.clock = clock;
    this.room = room;
    this.frames = frames;
  }

  /** The drop policy of a camera, for a frame with these headers. */
  static DropPolicy policy(CameraVocabulary vocabulary, Headers headers) {
    if (vocabulary instanceof CameraVocabulary.Serving serving) {
      ActiveVocabulary active = serving.active();
      return DropRules.policy(active.dropPolicy(), active.policyIsStated(), headers);
    }
    return vocabulary instanceof CameraVocabulary.Pending pending
        ? DropRules.policy(pending.dropPolicy(), pending.policyIsStated(), headers)
        : DropRules.policy(EVERY_FRAME, false, headers);
  }

  /**
   * Of a frame that need not wait.
   *
   * @param vocabulary not pending
   * @param headers that came with it
   * @param content read only if it is to be segmented
   * @param newerWaits whether a newer frame of its camera is behind it
   */
  Verdict of(
      CameraVocabulary vocabulary,
      FrameCoordinates source,
      Headers headers,
      Supplier<Frame> content,
      boolean newerWaits) {
    if (vocabulary instanceof CameraVocabulary.None none) {
      return new Verdict.Refuse(none.fault());
    }
    ActiveVocabulary active = ((CameraVocabulary.Serving) vocabulary).active();
    return drop(policy(vocabulary, headers), source, newerWaits)
        .orElseGet(() -> new Verdict.Segment(content.get(), active));
  }

  /**
   * Of a frame that waited and need not wait any longer.
   *
   * @throws io.lexiseg.schemas.connection.RegistryUnavailableException if it cannot be read now
   */
  Verdict of(CameraVocabulary vocabulary, WaitingFrame frame, boolean newerWaits) {
    FrameCoordinates source = frame.source();
    try {
      return of(
          vocabulary,
          source,
          frame.headers(),
          () -> frames.deserialize(source.getTopic(), frame.raw()),
          newerWaits);
    } catch (UndecodableRecordException e) {
      return new Verdict.Refuse(
          new RecordException.Malformed(
              "frame: cannot be read any more since it waited: " + e.getMessage()));
    }
  }

  /** Whether a policy leaves a frame out. */
  Optional<Verdict> drop(DropPolicy policy, FrameCoordinates source, boolean newerWaits) {
    Optional<DropReason> reason = DropRules.reason(policy, source, newerWaits, clock.instant());
    return reason.map(Verdict.Drop::new);
  }

  /** Whether a frame has waited too long for what is still to come. */
  Optional<Verdict> late(CameraVocabulary.Pending pending, WaitingFrames.Place place) {
    Duration waited = Duration.between(place.since(), clock.instant());
    return waited.compareTo(room.longest()) < 0
        ? Optional.empty()
        : Optional.of(
            new Verdict.Refuse(
                pending.fault(
                    place.source().getCameraId(),
                    "the frame waited %d s of the %d s of waiting.time"
                        .formatted(waited.toSeconds(), room.longest().toSeconds()))));
  }

  /** Of a frame that would have to wait, but cannot. */
  Verdict noRoom(CameraVocabulary vocabulary, FrameCoordinates source) {
    String limit =
        room.isOpen()
            ? "no room for another frame in the %d bytes of waiting.bytes, %s"
                .formatted(room.capacityBytes(), room.text().orElse("none wait"))
            : "frames do not wait, as waiting.bytes or waiting.time is 0";
    String cameraId = source.getCameraId();
    return new Verdict.Refuse(
        vocabulary instanceof CameraVocabulary.Pending pending
            ? pending.fault(cameraId, limit)
            : new RecordException.VocabularyPending(
                "camera %s: frames before it cannot be read again yet; %s"
                    .formatted(cameraId, limit)));
  }
}
