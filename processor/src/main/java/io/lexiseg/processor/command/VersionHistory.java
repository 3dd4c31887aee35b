package io.lexiseg.processor.command;

import io.lexiseg.recognition.category.CategoryRules;
import io.lexiseg.recognition.category.RefusedCommandException;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.schemas.PastVersion;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The earlier versions that a vocabulary carries along: as many as fit, the newest for sure. */
public final class VersionHistory {
  private static final int MAX_VERSIONS = 50;

  private VersionHistory() {}

  /**
   * History of the version that follows. A deletion has no categories to go back to.
   *
   * @param effectiveFrom of the version that follows; until then frames need earlier ones
   */
  public static List<PastVersion> after(Vocabulary vocabulary, Optional<Long> effectiveFrom) {
    List<PastVersion> history = all(vocabulary);
    List<PastVersion> needed = needed(history, effectiveFrom);
    while (history.size() > MAX_VERSIONS || (history.size() > 1 && !CategoryRules.fits(history))) {
      removeOldest(history, needed);
    }
    return history;
  }

  /** All versions with categories, oldest first, the current one last. */
  static List<PastVersion> all(Vocabulary vocabulary) {
    List<PastVersion> all = new ArrayList<>(vocabulary.getHistory());
    if (!vocabulary.getCategories().isEmpty()) {
      all.add(past(vocabulary));
    }
    return all;
  }

  private static PastVersion past(Vocabulary vocabulary) {
    PastVersion.Builder past =
        PastVersion.newBuilder()
            .setVersion(vocabulary.getVersion())
            .setCategories(vocabulary.getCategories())
            .setChangedBy(vocabulary.getChangedBy())
            .setChangedAt(vocabulary.getChangedAt());
    vocabulary.getBackground().ifPresent(past::setBackground);
    vocabulary.getEffectiveFromMicros().ifPresent(past::setEffectiveFromMicros);
    return past.build();
  }

  /** One of the versions of a vocabulary, as if it were the current one. */
  public static Optional<Vocabulary> version(Vocabulary vocabulary, int version) {
    return vocabulary.getVersion() == version
        ? Optional.of(vocabulary)
        : vocabulary.getHistory().stream()
            .filter(past -> past.getVersion() == version)
            .findFirst()
            .map(past -> vocabulary(vocabulary.getVocabularyId(), past));
  }

  private static Vocabulary vocabulary(String vocabularyId, PastVersion past) {
    Vocabulary.Builder vocabulary =
        Vocabulary.newBuilder()
            .setVocabularyId(vocabularyId)
            .setVersion(past.getVersion())
            .setCategories(past.getCategories())
            .setChangedBy(past.getChangedBy())
            .setChangedAt(past.getChangedAt());
    past.getBackground().ifPresent(vocabulary::setBackground);
    past.getEffectiveFromMicros().ifPresent(vocabulary::setEffectiveFromMicros);
    return vocabulary.build();
  }

  /** Versions that hold before a time, each until the next one does; newest first. */
  public static List<PastVersion> needed(List<PastVersion> history, Optional<Long> time) {
    List<PastVersion> needed = new ArrayList<>();
    Optional<Long> until = time;
    for (int i = history.size() - 1; i >= 0 && until.isPresent(); i--) {
      PastVersion past = history.get(i);
      if (holdsBefore(past, until.get())) {
        needed.add(past);
        until = past.getEffectiveFromMicros();
      }
    }
    return needed;
  }

  /** Whether there are frames before a time that a version holds for. */
  public static boolean holdsBefore(PastVersion past, long micros) {
    return past.getEffectiveFromMicros().map(from -> from < micros).orElse(true);
  }

  private static void removeOldest(List<PastVersion> history, List<PastVersion> needed) {
    for (int i = 0; i < history.size(); i++) {
      if (!needed.contains(history.get(i))) {
        history.remove(i);
        return;
      }
    }
    throw new RefusedCommandException(
        "effective from: expected room for the %d versions that frames need until then, words too long"
            .formatted(needed.size()));
  }

  /** Content of the version a command wants back. */
  static VocabularyContent content(Vocabulary vocabulary, VocabularyCommand command) {
    int wanted =
        command
            .getToVersion()
            .orElseThrow(
                () -> new RefusedCommandException("roll back: expected a version, got none"));
    return vocabulary.getHistory().stream()
        .filter(past -> past.getVersion() == wanted)
        .findFirst()
        .map(VocabularyContent::of)
        .orElseThrow(() -> unknown(vocabulary, wanted));
  }

  private static RefusedCommandException unknown(Vocabulary vocabulary, int wanted) {
    List<Integer> kept = vocabulary.getHistory().stream().map(PastVersion::getVersion).toList();
    return new RefusedCommandException(
        "vocabulary %s: expected one of the versions kept, %s, got %d"
            .formatted(vocabulary.getVocabularyId(), kept, wanted));
  }
}
