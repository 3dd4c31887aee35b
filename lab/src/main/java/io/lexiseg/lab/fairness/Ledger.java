package io.lexiseg.lab.fairness;

import io.lexiseg.cli.client.Outcome;
import io.lexiseg.lab.system.Delays;
import io.lexiseg.schemas.FrameCoordinates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the frames of each camera.
 *
 * <p><b>Threads:</b> safe.
 */
final class Ledger {
  private final Map<String, Account> accounts = new TreeMap<>();

  private static final class Account {
    private final List<Mask> masks = new ArrayList<>();
    private long drops;
    private long deadLetters;

    private long outcomes() {
      return masks.size() + drops + deadLetters;
    }
  }

  private record Mask(Instant capturedAt, Instant seen) {
    private Duration delay() {
      return Duration.between(capturedAt, seen);
    }
  }

  /** Enters one. */
  synchronized void enter(Outcome outcome, Instant seen) {
    if (outcome instanceof Outcome.Masked masked) {
      FrameCoordinates source = masked.mask().getSource();
      account(source.getCameraId()).masks.add(new Mask(source.getCapturedAt(), seen));
    } else if (outcome instanceof Outcome.Dropped dropped) {
      account(dropped.drop().getSource().getCameraId()).drops++;
    } else if (outcome instanceof Outcome.DeadLettered letter) {
      account(letter.key()).deadLetters++;
    }
  }

  private Account account(String cameraId) {
    return accounts.computeIfAbsent(cameraId, id -> new Account());
  }

  /** How many frames of a camera have an outcome. */
  synchronized long outcomes(String cameraId) {
    return account(cameraId).outcomes();
  }

  /** From capture to mask, of frames of some cameras captured from some time on. */
  synchronized Delays delays(List<String> cameraIds, Instant from) {
    return Delays.of(
        cameraIds.stream()
            .flatMap(cameraId -> account(cameraId).masks.stream())
            .filter(mask -> !mask.capturedAt().isBefore(from))
            .map(Mask::delay)
            .toList());
  }

  /** The law of a camera with its numbers; it says so where it does not hold. */
  synchronized String law(String cameraId, long published) {
    Account account = account(cameraId);
    return "%d frames %s %d masks + %d drops + %d dead letters"
        .formatted(
            published,
            published == account.outcomes() ? "=" : "BUT",
            account.masks.size(),
            account.drops,
            account.deadLetters);
  }
}
