package io.lexiseg.schemas;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.lexiseg.schemas.connection.RegistryClient;
import io.lexiseg.schemas.connection.RegistryTrouble;
import io.lexiseg.schemas.connection.RegistryUnavailableException;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes records of one class; null stays null, as compacted topics need it. */
final class RecordSerializer<T extends SpecificRecord> implements Serializer<T> {
  private final Class<T> type;
  private final KafkaAvroSerializer serializer;
  private final SchemaRegistryClient client;
  private final Map<String, ?> settings;

  RecordSerializer(Class<T> type, SchemaRegistryClient client, Map<String, ?> settings) {
    this.type = type;
    this.client = client;
    this.settings = settings;
    this.serializer = new KafkaAvroSerializer(client, settings);
  }

  @Override
  public byte @Nullable [] serialize(String topic, @Nullable T value) {
    if (value == null) {
      return null;
    }
    try {
      return serializer.serialize(topic, value);
    } catch (KafkaException e) {
      throw explained(topic, e);
    }
  }

  /** Asks for the id of the schema on a topic; the client remembers it for the serializer. */
  int schemaId(String topic, AvroSchema schema) {
    String subject = topic + "-value";
    try {
      return Boolean.parseBoolean(String.valueOf(settings.get("auto.register.schemas")))
          ? client.register(subject, schema, true)
          : client.getId(subject, schema, true);
    } catch (IOException | RestClientException e) {
      throw explained(topic, new KafkaException("asking for the id failed", e));
    }
  }

  /** The client's own exceptions hold the schema. */
  private KafkaException explained(String topic, KafkaException failure) {
    RegistryTrouble trouble = RegistryTrouble.of(failure);
    if (RegistryClient.isNotFound(failure)) {
      return new SerializationException(
          "%s: expected the schema of %s registered under %s-value, the registry does not know it; create topics and register schemas first"
              .formatted(topic, type.getSimpleName(), topic),
          trouble.cause());
    }
    String asked =
        "%s: the schema registry failed when asked for the schema id of %s: %s"
            .formatted(topic, type.getSimpleName(), trouble.words());
    if (RegistryClient.isUnavailable(failure)) {
      return new RegistryUnavailableException(asked, trouble.cause());
    }
    return trouble.cause() instanceof RestClientException
        ? new SerializationException(asked, trouble.cause())
        : failure;
  }
}
