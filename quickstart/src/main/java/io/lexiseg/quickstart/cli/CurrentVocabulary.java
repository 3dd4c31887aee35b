package io.lexiseg.quickstart.cli;

import io.lexiseg.quickstart.client.KafkaConnection;
import io.lexiseg.quickstart.client.TopicReader;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import java.time.Duration;

/** Reads what a vocabulary is now. */
final class CurrentVocabulary {
  private static final Duration POLL = Duration.ofMillis(500);

  private CurrentVocabulary() {}

  /** The newest version; a usage problem where there is none. */
  static Vocabulary read(KafkaOptions kafka, String id) {
    try (KafkaConnection connection = kafka.connect();
        TopicReader<Vocabulary> reader =
            TopicReader.fromBeginning(connection, Topics.VOCABULARIES, Vocabulary.class)) {
      return reader.table(POLL).stream()
          .filter(vocabulary -> vocabulary.getVocabularyId().equals(id))
          .findFirst()
          .orElseThrow(
              () -> new UsageException("vocabulary %s: expected one that exists".formatted(id)));
    }
  }
}
