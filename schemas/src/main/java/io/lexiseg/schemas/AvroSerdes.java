package io.lexiseg.schemas;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.lexiseg.schemas.connection.RegistryAddress;
import io.lexiseg.schemas.connection.RegistryClient;
import io.lexiseg.schemas.connection.RegistryUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Serdes for the records of this package in Confluent's wire format: a zero byte, the schema id as
 * four big-endian bytes, the Avro binary.
 *
 * <p>All serdes of one instance share a registry client, are thread-safe, and ignore their own
 * {@code close}; closing this instance closes the client. Nothing registers itself, except at
 * {@code mock://scope} addresses, which are registries inside this process for tests: see {@link
 * SchemaRegistrar}.
 */
public final class AvroSerdes implements AutoCloseable {
  private static final String IN_PROCESS = "mock://";

  private final SchemaRegistryClient client;
  private final Map<String, Object> settings;
  private final WriterSchemas schemas;

  private AvroSerdes(
      SchemaRegistryClient client, Map<String, Object> settings, InstantSource clock) {
    this.client = client;
    this.settings = settings;
    this.schemas = new WriterSchemas(client, clock);
  }

  /**
   * Opens serdes on the registry at an address; it is asked at the first record.
   *
   * @param registryUrl {@code http://[user:password@]host:port}, several separated by commas, or
   *     {@code mock://scope}
   * @throws IllegalArgumentException when the address is blank
   */
  public static AvroSerdes open(String registryUrl) {
    return open(registryUrl, Map.of());
  }

  /**
   * Opens serdes with further settings of the Confluent client: authentication, TLS, {@code
   * auto.register.schemas}.
   *
   * @throws IllegalArgumentException when the address is blank
   */
  public static AvroSerdes open(String registryUrl, Map<String, ?> clientSettings) {
    return open(registryUrl, clientSettings, Clock.systemUTC());
  }

  /**
   * As the other, with a clock.
   *
   * @param clock says when an answer of the registry is too old
   */
  public static AvroSerdes open(
      String registryUrl, Map<String, ?> clientSettings, InstantSource clock) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("auto.register.schemas", registryUrl.startsWith(IN_PROCESS));
    settings.put("normalize.schemas", true);
    settings.put("avro.remove.java.properties", true);
    settings.put("http.connect.timeout.ms", 3_000);
    settings.put("http.read.timeout.ms", 5_000);
    settings.put("max.retries", 1);
    RegistryAddress address = RegistryAddress.parse(registryUrl);
    settings.putAll(clientSettings);
    settings.put("schema.registry.url", address.url());
    settings.put("specific.avro.reader", true);
    return new AvroSerdes(
        RegistryClient.open(address, settings), Map.copyOf(address.settings(settings)), clock);
  }

  /**
   * Returns the serde of a record class.
   *
   * <p>Its deserializer throws {@link UndecodableRecordException} when the bytes are not such a
   * record and {@link RegistryUnavailableException} when that cannot be told now. Its serializer
   * throws {@link org.apache.kafka.common.errors.SerializationException} when the schema is not
   * registered or a required field is not set.
   */
  public <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
    return Serdes.serdeFrom(
        new RecordSerializer<>(type, client, settings), new RecordDeserializer<>(type, schemas));
  }

  /**
   * Asks for the ids of all schemas of this package, so that their records can be written and read
   * whatever happens to the registry later.
   *
   * @throws RegistryUnavailableException when the registry does not answer
   * @throws org.apache.kafka.common.errors.SerializationException when a schema is not registered
   */
  public void prefetch() {
    for (TopicDefinition topic : Topics.all()) {
      topic.valueType().ifPresent(type -> prefetch(topic.name(), type));
    }
  }

  private <T extends SpecificRecord> void prefetch(String topic, Class<T> type) {
    AvroSchema schema = RegistryClient.portable(SpecificData.get().getSchema(type));
    int id = new RecordSerializer<>(type, client, settings).schemaId(topic, schema);
    schemas.remember(id, new WriterSchemas.Answer.Found(schema.rawSchema()));
  }

  /** What is known of the schemas that records were written with. */
  public WriterSchemas writerSchemas() {
    return schemas;
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException("schema registry client: closing failed", e);
    }
  }
}
