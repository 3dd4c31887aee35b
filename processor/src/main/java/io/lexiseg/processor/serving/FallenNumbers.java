package io.lexiseg.processor.serving;

import io.lexiseg.schemas.Vocabulary;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vocabularies whose version is lower than one that was known before: somebody else decides on
 * them, or began anew.
 *
 * <p><b>Threads:</b> guarded by its owner.
 */
final class FallenNumbers {
  private static final Logger LOGGER = LoggerFactory.getLogger(FallenNumbers.class);

  private final Map<String, Fall> falls = new TreeMap<>();

  private record Fall(int from, int to) {}

  /** Notes the next version of a vocabulary; returns whether its number fell. */
  boolean note(Vocabulary previous, Vocabulary next) {
    String id = next.getVocabularyId();
    Fall fall = falls.get(id);
    if (next.getVersion() < previous.getVersion()) {
      int highest = fall == null ? 0 : fall.from();
      Fall now = new Fall(Math.max(highest, previous.getVersion()), next.getVersion());
      falls.put(id, now);
      LOGGER.warn("{}", text(id, now));
      return true;
    }
    if (fall != null && next.getVersion() >= fall.from()) {
      falls.remove(id); // nothing is ambiguous any more
    }
    return false;
  }

  /** A vocabulary is gone. */
  void forget(String vocabularyId) {
    falls.remove(vocabularyId);
  }

  /** What to tell people of a vocabulary. */
  Optional<String> text(String vocabularyId) {
    return Optional.ofNullable(falls.get(vocabularyId)).map(fall -> text(vocabularyId, fall));
  }

  /** What to tell people of all of them. */
  Optional<String> text() {
    return falls.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.join(
                "; ",
                falls.entrySet().stream()
                    .limit(3)
                    .map(fall -> text(fall.getKey(), fall.getValue()))
                    .toList()));
  }

  private static String text(String vocabularyId, Fall fall) {
    return "vocabulary %s fell from version %d to %d: another application.id? see docs/vocabulary.md"
        .formatted(vocabularyId, fall.from(), fall.to());
  }
}
