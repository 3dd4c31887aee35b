package io.lexiseg.processor.serving;

import io.lexiseg.processor.command.EffectiveTimes;
import io.lexiseg.recognition.category.ResolvedVocabulary;
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

  /** Serves while numbers begin anew. */
  private Optional<ResolvedVocabulary> former = Optional.empty();

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
    former = Optional.empty();
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

  /** The numbers of versions have nothing to do with those before; the newest serves meanwhile. */
  void beginAnew() {
    former = Optional.of(newest());
    byNumber.clear();
  }

  /** Whether a version or a later one is ready. */
  boolean reaches(int version) {
    return !byNumber.isEmpty() && byNumber.lastKey() >= version;
  }

  Optional<ResolvedVocabulary> find(int version) {
    return Optional.ofNullable(byNumber.get(version)).map(Version::vocabulary);
  }

  ResolvedVocabulary newest() {
    return former.orElseGet(() -> byNumber.lastEntry().getValue().vocabulary());
  }

  /** All of them, oldest first. */
  Stream<ResolvedVocabulary> all() {
    return Stream.concat(former.stream(), byNumber.values().stream().map(Version::vocabulary));
  }

  /** Puts others of the same numbers and times in their place. */
  void replaceAll(UnaryOperator<ResolvedVocabulary> successor) {
    former = former.map(successor);
    byNumber.replaceAll(
        (number, version) ->
            new Version(successor.apply(version.vocabulary()), version.effectiveFrom()));
  }

  /** Whether a version had taken effect when a frame was captured. */
  boolean holdsFor(Instant capturedAt) {
    return former.isPresent()
        || byNumber.values().stream().anyMatch(version -> version.holdsFor(capturedAt));
  }

  /** The newest version that has taken effect when a frame was captured, else the oldest. */
  ResolvedVocabulary at(Instant capturedAt) {
    for (Version version : byNumber.descendingMap().values()) {
      if (version.holdsFor(capturedAt)) {
        return version.vocabulary();
      }
    }
    return former.orElseGet(() -> byNumber.firstEntry().getValue().vocabulary());
  }
}
