package io.lexiseg.processor.command.stream;

import io.lexiseg.schemas.Vocabulary;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Counts the vocabularies of a store, and says where one more is too many. */
final class VocabularyRoom {
  private static final Comparator<Map.Entry<String, Instant>> OLDEST =
      Map.Entry.<String, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey());

  private final int most;
  private final Set<String> living = new HashSet<>();
  private final Map<String, Instant> deleted = new HashMap<>();

  /** Counts what is there. */
  VocabularyRoom(int most, KeyValueStore<String, Vocabulary> vocabularies) {
    this.most = most;
    try (KeyValueIterator<String, Vocabulary> all = vocabularies.all()) {
      all.forEachRemaining(entry -> kept(entry.value));
    }
  }

  /** A vocabulary is kept as this says. */
  void kept(Vocabulary vocabulary) {
    String id = vocabulary.getVocabularyId();
    if (vocabulary.getCategories().isEmpty()) {
      living.remove(id);
      deleted.put(id, vocabulary.getChangedAt());
    } else {
      deleted.remove(id);
      living.add(id);
    }
  }

  /** A vocabulary is not even remembered any more. */
  void forgotten(String vocabularyId) {
    deleted.remove(vocabularyId);
  }

  /** Why a vocabulary cannot come to be, or come back. */
  Optional<String> refusal(Vocabulary next) {
    boolean adds = !next.getCategories().isEmpty() && !living.contains(next.getVocabularyId());
    return adds && living.size() >= most
        ? Optional.of(
            "vocabulary %s: expected at most %d vocabularies (limit.vocabularies), there are %d; delete one first"
                .formatted(next.getVocabularyId(), most, living.size()))
        : Optional.empty();
  }

  /** The vocabulary that was deleted first, if more are remembered than may be. */
  Optional<String> surplus() {
    return deleted.size() > most
        ? deleted.entrySet().stream().min(OLDEST).map(Map.Entry::getKey)
        : Optional.empty();
  }
}
