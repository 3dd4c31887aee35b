package io.lexiseg.schemas;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads records of one class; null stays null, as compacted topics need it. */
final class RecordDeserializer<T extends SpecificRecord> implements Deserializer<T> {
  private static final int HEADER_BYTES = 5;

  private final Class<T> type;
  private final SchemaRegistryClient client;
  private final KafkaAvroDeserializer deserializer;

  RecordDeserializer(Class<T> type, SchemaRegistryClient client, Map<String, ?> settings) {
    this.type = type;
    this.client = client;
    this.deserializer = new KafkaAvroDeserializer(client, settings);
  }

  @Override
  public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    int schemaId = schemaId(topic, bytes);
    // Asked before decoding, so that a silent registry is not taken for a broken record.
    requireComplete(topic, bytes, schemaId, writerSchema(topic, schemaId));
    Object value = decode(topic, bytes, schemaId);
    if (!type.isInstance(value)) {
      throw new UndecodableRecordException(
          "%s: expected a record %s, found schema id %d of %s"
              .formatted(topic, type.getSimpleName(), schemaId, value.getClass().getSimpleName()));
    }
    return type.cast(value);
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

  private ParsedSchema writerSchema(String topic, int schemaId) {
    try {
      return client.getSchemaBySubjectAndId(topic + "-value", schemaId);
    } catch (RestClientException e) {
      if (RegistryClient.isNotFound(e)) {
        throw new UndecodableRecordException(
            "%s: expected a %s, found schema id %d, which the registry does not know"
                .formatted(topic, type.getSimpleName(), schemaId),
            e);
      }
      throw unavailable(topic, schemaId, e);
    } catch (IOException e) {
      throw unavailable(topic, schemaId, e);
    }
  }

  /** Walks over the bytes, so that a made-up length is found before memory is taken for it. */
  private void requireComplete(String topic, byte[] bytes, int schemaId, ParsedSchema writer) {
    if (!(writer instanceof AvroSchema schema)) {
      return; // decoding says what it is
    }
    BinaryDecoder decoder =
        DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
    try {
      GenericDatumReader.skip(schema.rawSchema(), decoder);
    } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
      throw undecodable(topic, bytes, schemaId, e);
    }
  }

  private Object decode(String topic, byte[] bytes, int schemaId) {
    try {
      return deserializer.deserialize(topic, bytes);
    } catch (KafkaException e) {
      throw undecodable(topic, bytes, schemaId, e);
    }
  }

  private UndecodableRecordException undecodable(
      String topic, byte[] bytes, int schemaId, Exception cause) {
    return new UndecodableRecordException(
        "%s: expected a %s of schema id %d in %d bytes, decoding failed: %s"
            .formatted(
                topic,
                type.getSimpleName(),
                schemaId,
                bytes.length,
                cause.getCause() == null ? cause.getMessage() : cause.getCause()),
        cause);
  }

  private static RegistryUnavailableException unavailable(
      String topic, int schemaId, Exception cause) {
    return new RegistryUnavailableException(
        "%s: the schema registry failed when asked for schema id %d".formatted(topic, schemaId),
        cause);
  }
}
