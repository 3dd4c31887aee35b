package io.lexiseg.schemas;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.lexiseg.schemas.connection.RegistryClient;
import io.lexiseg.schemas.connection.RegistryTrouble;
import io.lexiseg.schemas.connection.RegistryUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the schema registry says about the ids that records carry, remembered. A schema once found
 * is kept; that there is none is forgotten after a minute, because it may be registered later.
 *
 * <p><b>Threads:</b> safe.
 */
public final class WriterSchemas {
  private static final Duration MISSING_FOR = Duration.ofMinutes(1);
  private static final Duration AWAY_FOR = Duration.ofSeconds(10);
  private static final int MOST_FOUND = 500;

  /** Anybody may write any number into a record; remembering it is cheap. */
  private static final int MOST_OTHERS = 10_000;

  private final SchemaRegistryClient client;
  private final InstantSource clock;
  private final Map<Integer, Answer> found = new Recent<>(MOST_FOUND);
  private final Map<Integer, Dated> others = new Recent<>(MOST_OTHERS);

  /** When the registry was last asked in vain. */
  private volatile Instant silent = Instant.EPOCH;

  /** What is known of an id. */
  sealed interface Answer {
    /** What it is, to end "found schema id 7, ". */
    String text();

    /** An Avro schema. */
    record Found(Schema schema) implements Answer {
      @Override
      public String text() {
        return "a schema of " + schema.getType();
      }
    }

    /** None that records here are written with. */
    record None(String text) implements Answer {}
  }

  private record Dated(Answer answer, Instant since) {}

  WriterSchemas(SchemaRegistryClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * The schema id that has to be asked for before a record is read; empty when the registry is not
   * needed to say what the record is.
   */
  public OptionalInt unanswered(byte @Nullable [] record) {
    if (record == null || record.length < RecordDeserializer.HEADER_BYTES || record[0] != 0) {
      return OptionalInt.empty();
    }
    int schemaId = ByteBuffer.wrap(record, 1, Integer.BYTES).getInt();
    return isAnswered(schemaId) ? OptionalInt.empty() : OptionalInt.of(schemaId);
  }

  /** Whether the registry is not needed to say what an id is. */
  public boolean isAnswered(int schemaId) {
    return schemaId < 1 || remembered(schemaId).filter(this::isFresh).isPresent();
  }

  /**
   * Asks the registry for an id unless it has answered already.
   *
   * @param topic that has a record with it
   * @throws RegistryUnavailableException when it does not answer
   */
  public void ask(String topic, int schemaId) {
    if (!isAnswered(schemaId)) {
      remember(schemaId, asked(topic, schemaId));
    }
  }

  /** Remembers a schema that the registry has told otherwise. */
  void remember(int schemaId, Answer answer) {
    synchronized (found) {
      if (answer instanceof Answer.Found) {
        found.put(schemaId, answer);
      } else {
        others.put(schemaId, new Dated(answer, clock.instant()));
      }
    }
  }

  /**
   * The answer for an id; a stale one rather than none.
   *
   * @throws RegistryUnavailableException when the registry has not answered and does not now
   */
  Answer answer(String topic, int schemaId) {
    if (schemaId < 1) {
      return new Answer.None("expected at least 1");
    }
    Optional<Answer> stale = remembered(schemaId).map(Dated::answer);
    if (stale.isPresent() && clock.instant().isBefore(silent.plus(AWAY_FOR))) {
      return stale.get();
    }
    try {
      ask(topic, schemaId);
    } catch (RegistryUnavailableException e) {
      return stale.orElseThrow(() -> e);
    }
    return remembered(schemaId).map(Dated::answer).orElseThrow();
  }

  private Optional<Dated> remembered(int schemaId) {
    synchronized (found) {
      Answer schema = found.get(schemaId);
      return schema == null
          ? Optional.ofNullable(others.get(schemaId))
          : Optional.of(new Dated(schema, Instant.MAX));
    }
  }

  private boolean isFresh(Dated dated) {
    return dated.since().equals(Instant.MAX)
        || clock.instant().isBefore(dated.since().plus(MISSING_FOR));
  }

  private Answer asked(String topic, int schemaId) {
    try {
      ParsedSchema schema = client.getSchemaBySubjectAndId(topic + "-value", schemaId);
      return schema instanceof AvroSchema avro
          ? new Answer.Found(avro.rawSchema())
          : new Answer.None("which is a schema of type " + schema.schemaType());
    } catch (RestClientException | IOException | RuntimeException e) { // its client throws any
      if (RegistryClient.isNotFound(e)) {
        return new Answer.None("which the registry does not know");
      }
      if (RegistryClient.isUnreadable(e)) {
        return new Answer.None("which is no Avro schema");
      }
      silent = clock.instant();
      throw new RegistryUnavailableException(
          "%s: the schema registry failed when asked for schema id %d: %s"
              .formatted(topic, schemaId, RegistryTrouble.of(e).words()),
          e);
    }
  }

  /** The entries that were used last. */
  private static final class Recent<V> extends LinkedHashMap<Integer, V> {
    private static final long serialVersionUID = 1L;

    private final int most;

    Recent(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Integer, V> eldest) {
      return size() > most;
    }
  }
}
