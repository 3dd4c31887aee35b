package io.lexiseg.processor.vocabulary;

import io.lexiseg.schemas.PastVersion;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import java.util.ArrayList;
import java.util.List;

/** The earlier versions that a vocabulary carries along: as many as fit, the newest for sure. */
final class VersionHistory {
  private static final int MAX_VERSIONS = 50;

  private VersionHistory() {}

  /** History of the version that follows. A deletion has no categories to go back to. */
  static List<PastVersion> after(Vocabulary vocabulary) {
    List<PastVersion> history = new ArrayList<>(vocabulary.getHistory());
    if (!vocabulary.getCategories().isEmpty()) {
      PastVersion.Builder version =
          PastVersion.newBuilder()
              .setVersion(vocabulary.getVersion())
              .setCategories(vocabulary.getCategories())
              .setChangedBy(vocabulary.getChangedBy())
              .setChangedAt(vocabulary.getChangedAt());
      vocabulary.getBackground().ifPresent(version::setBackground);
      history.add(version.build());
    }
    while (history.size() > MAX_VERSIONS || (history.size() > 1 && !CategoryRules.fits(history))) {
      history.remove(0);
    }
    return history;
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
