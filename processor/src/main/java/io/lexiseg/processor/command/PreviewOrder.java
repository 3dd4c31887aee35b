package io.lexiseg.processor.command;

import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.schemas.EventTime;
import io.lexiseg.schemas.PastVersion;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A preview that is to be made.
 *
 * @param command what was asked for, checked
 * @param proposed its categories in normal form
 * @param current the vocabulary when it was asked; empty: there is none
 * @param at record time of the command
 */
public record PreviewOrder(
    VocabularyCommand command,
    VocabularyContent proposed,
    Optional<Vocabulary> current,
    Instant at) {

  /**
   * A version to compare with.
   *
   * @param number the version, at least 1
   * @param content what it says
   */
  public record Version(int number, VocabularyContent content) {}

  /** The version that holds for a frame of that capture time, ready or not. */
  public Optional<Version> live(Instant capturedAt) {
    return current.flatMap(vocabulary -> live(vocabulary, EventTime.micros(capturedAt)));
  }

  private static Optional<Version> live(Vocabulary vocabulary, long micros) {
    if (holds(vocabulary.getEffectiveFromMicros(), micros)) {
      return Optional.of(new Version(vocabulary.getVersion(), VocabularyContent.of(vocabulary)));
    }
    List<PastVersion> history = vocabulary.getHistory();
    for (int i = history.size() - 1; i >= 0; i--) {
      PastVersion past = history.get(i);
      if (holds(past.getEffectiveFromMicros(), micros)) {
        return Optional.of(new Version(past.getVersion(), VocabularyContent.of(past)));
      }
    }
    return Optional.empty();
  }

  private static boolean holds(Optional<Long> effectiveFrom, long micros) {
    return effectiveFrom.map(from -> from <= micros).orElse(true);
  }
}
