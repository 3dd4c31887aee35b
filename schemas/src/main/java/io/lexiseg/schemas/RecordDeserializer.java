package io.lexiseg.schemas;

import io.lexiseg.schemas.WriterSchemas.Answer;
import io.lexiseg.schemas.decoding.BoundedReader;
import io.lexiseg.schemas.decoding.MalformedAvroException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads records of one class; null stays null, as compacted topics need it. */
final class RecordDeserializer<T extends SpecificRecord> implements Deserializer<T> {
  static final int HEADER_BYTES = 5;

  /** Few are in use; what registers more than this is no camera. */
  private static final int MOST_READERS = 500;

  private final Class<T> type;
  private final WriterSchemas schemas;

  /** By schema id, which never changes its meaning; those that are refused throw it again. */
  private final Map<Integer, Supplier<BoundedReader<T>>> readers = new ConcurrentHashMap<>();

  RecordDeserializer(Class<T> type, WriterSchemas schemas) {
    this.type = type;
    this.schemas = schemas;
  }

  @Override
  public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    int schemaId = schemaId(topic, bytes);
    try {
      return reader(topic, schemaId).read(bytes, HEADER_BYTES);
    } catch (MalformedAvroException e) {
      throw new UndecodableRecordException(
          "%s: expected a %s in %d bytes of schema id %d: %s"
              .formatted(topic, type.getSimpleName(), bytes.length, schemaId, e.getMessage()),
          e);
    }
  }

  private int schemaId(String topic, byte[] bytes) {
    if (bytes.length < HEADER_BYTES || bytes[0] != 0) {
      throw new UndecodableRecordException(
          "%s: expected a %s led by byte 0 and a 4-byte schema id, found %d bytes%s"
              .formatted(
                  topic,
                  type.getSimpleName(),
                  bytes.length,
                  bytes.length == 0 ? "" : " led by " + bytes[0]));
    }
    return ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
  }

  private BoundedReader<T> reader(String topic, int schemaId) {
    Supplier<BoundedReader<T>> known = readers.get(schemaId);
    if (known != null) {
      return known.get();
    }
    Answer answer = schemas.answer(topic, schemaId);
    if (!(answer instanceof Answer.Found found)) {
      throw new UndecodableRecordException(
          "%s: expected a %s, found schema id %d, %s"
              .formatted(topic, type.getSimpleName(), schemaId, answer.text()));
    }
    Supplier<BoundedReader<T>> made = made(found);
    if (readers.size() >= MOST_READERS) {
      readers.clear();
    }
    readers.put(schemaId, made);
    return made.get();
  }

  private Supplier<BoundedReader<T>> made(Answer.Found found) {
    try {
      BoundedReader<T> reader = BoundedReader.of(type, found.schema());
      return () -> reader;
    } catch (MalformedAvroException e) {
      return () -> {
        throw e;
      };
    }
  }
}
