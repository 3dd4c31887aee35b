package io.lexiseg.processor.command;

import io.lexiseg.recognition.category.RefusedCommandException;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.EventTime;
import io.lexiseg.schemas.PastVersion;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * From which capture time on a version holds. Versions keep their order: one never takes effect
 * before the one in front of it. A roll-back is the brake: it holds when it says, at once if it
 * says nothing, and what waited for its time never takes effect.
 */
public final class EffectiveTimes {
  /** Further ahead is a mistake in the unit rather than a plan. */
  static final Duration FURTHEST = Duration.ofDays(31);

  /** Most times that versions of one vocabulary may wait for. */
  public static final int MOST_WAITING = 8;

  /** Frames that were captured longer ago do not come any more. */
  private static final Duration LATEST_FRAME = Duration.ofHours(1);

  private EffectiveTimes() {}

  /** Refuses a time that a command cannot have. */
  static void requireFitting(VocabularyCommand command, Instant at) {
    requireAllowed("issued at", command.getIssuedAt());
    Optional<Instant> wanted = command.getEffectiveFromMicros().map(EventTime::instant);
    if (wanted.isEmpty()) {
      return;
    }
    if (!changesCategories(command.getAction())) {
      throw new RefusedCommandException(
          "effective from: expected with a change of categories, got it with "
              + command.getAction());
    }
    requireAllowed("effective from", wanted.get());
    if (wanted.get().isAfter(at.plus(FURTHEST))) {
      throw new RefusedCommandException(
          "effective from: expected at most %d days after %s, got %s"
              .formatted(FURTHEST.toDays(), at, wanted.get()));
    }
  }

  private static void requireAllowed(String what, Instant time) {
    if (!EventTime.isAllowed(time)) {
      throw new RefusedCommandException(what + ": " + EventTime.expected(time));
    }
  }

  private static boolean changesCategories(CommandAction action) {
    return switch (action) {
      case BIND, UNBIND, DELETE, PREVIEW -> false;
      default -> true;
    };
  }

  /** When the version that a command makes takes effect; empty: as soon as it is ready. */
  static Optional<Long> next(Optional<Vocabulary> current, VocabularyCommand command, Instant at) {
    Optional<Long> wanted = command.getEffectiveFromMicros();
    Optional<Vocabulary> inFront =
        current.filter(vocabulary -> !vocabulary.getCategories().isEmpty());
    boolean free =
        inFront.isEmpty()
            || command.getAction() == CommandAction.ROLL_BACK
            || command.getAction() == CommandAction.DELETE;
    Optional<Long> next = free ? wanted : inOrder(inFront.get(), wanted, at);
    next.ifPresent(time -> inFront.ifPresent(vocabulary -> requireRoom(vocabulary, time, at)));
    return next;
  }

  private static Optional<Long> inOrder(Vocabulary inFront, Optional<Long> wanted, Instant at) {
    long past = EventTime.micros(at.minus(LATEST_FRAME));
    Optional<Long> before = inFront.getEffectiveFromMicros().filter(time -> time > past);
    return before.isEmpty() ? wanted : before.map(time -> Math.max(time, wanted.orElse(time)));
  }

  private static void requireRoom(Vocabulary current, long next, Instant at) {
    long now = EventTime.micros(at);
    long waiting =
        VersionHistory.needed(VersionHistory.all(current), Optional.of(next)).stream()
            .map(PastVersion::getEffectiveFromMicros)
            .flatMap(Optional::stream)
            .filter(time -> time > now)
            .count();
    if (waiting >= MOST_WAITING) {
      throw new RefusedCommandException(
          "effective from: expected at most %d changes that wait for their time, found %d before %s"
              .formatted(MOST_WAITING, waiting, EventTime.instant(next)));
    }
  }
}
