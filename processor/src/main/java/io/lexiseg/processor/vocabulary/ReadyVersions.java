package io.lexiseg.processor.vocabulary;

import io.lexiseg.schemas.EventTime;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The versions of one vocabulary under one profile that are ready, as far as frames need them: the
 * newest, and those in front of it that hold until it takes effect.
 *
 * <p><b>Threads:</b> guarded by its owner.
 */
final class ReadyVersions {
  /** A frame from before all of them takes the oldest. */
  static final int MOST = 2 + EffectiveTimes.MOST_WAITING;

  private final NavigableMap<Integer, Version> byNumber = new TreeMap<>();

  private record Version(ResolvedVocabulary vocabulary, Optional<Long> effectiveFrom) {
    boolean holdsFor(Instant capturedAt) {
      return effectiveFrom
          .map(micros -> !capturedAt.isBefore(EventTime.instant(micros)))
          .orElse(true);
    }

    boolean holdsBefore(Optional<Long> other) {
      return other.isPresent() && (effectiveFrom.isEmpty() || effectiveFrom.get() < other.get());
    }
  }

  /** Adds a version; earlier ones that hold for no frame any more are forgotten. */
  void add(ResolvedVocabulary vocabulary, Optional<Long> effectiveFromMicros) {
    int number = vocabulary.version();
    byNumber.put(number, new Version(vocabulary, effectiveFromMicros));
    byNumber
        .headMap(number, false)
        .values()
        .removeIf(earlier -> !earlier.holdsBefore(effectiveFromMicros));
    while (byNumber.size() > MOST) {
      byNumber.pollFirstEntry();
    }
  }

  boolean contains(int version) {
    return byNumber.containsKey(version);
  }

  ResolvedVocabulary newest() {
    return byNumber.lastEntry().getValue().vocabulary();
  }

  /** All of them, oldest first. */
  Stream<ResolvedVocabulary> all() {
    return byNumber.values().stream().map(Version::vocabulary);
  }

  /** Puts others of the same numbers and times in their place. */
  void replaceAll(UnaryOperator<ResolvedVocabulary> successor) {
    byNumber.replaceAll(
        (number, version) ->
            new Version(successor.apply(version.vocabulary()), version.effectiveFrom()));
  }

  /** The newest version that has taken effect when a frame was captured, else the oldest. */
  ResolvedVocabulary at(Instant capturedAt) {
    for (Version version : byNumber.descendingMap().values()) {
      if (version.holdsFor(capturedAt)) {
        return version.vocabulary();
      }
    }
    return byNumber.firstEntry().getValue().vocabulary();
  }
}
