package io.lexiseg.processor.frame;

import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.DropReason;
import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.FrameCoordinates;
import io.lexiseg.schemas.FrameHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/** Decides whether the drop policy of a camera leaves a frame out. */
public final class DropRules {
  private static final DropPolicy LATEST = DropPolicy.newBuilder().setRule(DropRule.LATEST).build();

  private DropRules() {}

  /**
   * The policy of a camera: what its binding states, else what the sender of the frame wishes.
   *
   * @param isStated whether the binding states it
   */
  public static DropPolicy policy(DropPolicy policy, boolean isStated, Headers headers) {
    return !isStated && FrameHeaders.wishesLatest(headers) ? LATEST : policy;
  }

  /**
   * The reason to leave the frame out; empty: segment it.
   *
   * @param newerWaits whether a newer frame of the camera has been fetched already
   * @param now for the age of the frame
   */
  public static Optional<DropReason> reason(
      DropPolicy policy, FrameCoordinates frame, boolean newerWaits, Instant now) {
    return switch (policy.getRule()) {
      case EVERY -> Optional.empty();
      case LATEST -> dropIf(newerWaits, DropReason.SUPERSEDED);
      case MAX_AGE -> dropIf(tooOld(policy, frame, now), DropReason.TOO_OLD);
      case SAMPLE -> dropIf(notSampled(policy, frame), DropReason.NOT_SAMPLED);
    };
  }

  private static boolean tooOld(DropPolicy policy, FrameCoordinates frame, Instant now) {
    long maxAgeMillis = policy.getMaxAgeMillis().orElse(Long.MAX_VALUE);
    return Duration.between(frame.getCapturedAt(), now).toMillis() > maxAgeMillis;
  }

  private static boolean notSampled(DropPolicy policy, FrameCoordinates frame) {
    return Math.floorMod(frame.getFrameId(), policy.getSampleEvery().orElse(1)) != 0;
  }

  private static Optional<DropReason> dropIf(boolean condition, DropReason reason) {
    return condition ? Optional.of(reason) : Optional.empty();
  }
}
