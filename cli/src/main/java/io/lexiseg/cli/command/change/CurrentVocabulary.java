package io.lexiseg.cli.command.change;

import io.lexiseg.cli.client.TopicReader;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.failure.UsageException;
import io.lexiseg.cli.option.KafkaOptions;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import java.time.Duration;

/** Reads what a vocabulary is now. */
public final class CurrentVocabulary {
  private static final Duration POLL = Duration.ofMillis(500);

  private CurrentVocabulary() {}

  /** The newest version; a usage problem where there is none. */
  public static Vocabulary read(KafkaOptions kafka, String id) {
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
