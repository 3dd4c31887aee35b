package io.lexiseg.schemas;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.lexiseg.schemas.connection.RegistryAddress;
import io.lexiseg.schemas.connection.RegistryClient;
import io.lexiseg.schemas.connection.RegistryTrouble;
import io.lexiseg.schemas.connection.RegistryUnavailableException;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Registers the schemas of all topics; run once before anything produces, safe to repeat. */
public final class SchemaRegistrar {
  private static final String COMPATIBILITY = "FULL_TRANSITIVE";

  private SchemaRegistrar() {}

  /**
   * Registers every value schema of {@link Topics} and pins its subject to FULL_TRANSITIVE.
   *
   * @return schema ids by subject
   * @throws IllegalStateException when the registry refuses a schema
   * @throws RegistryUnavailableException when the registry does not answer
   */
  public static Map<String, Integer> registerAll(String registryUrl) {
    return registerAll(registryUrl, Map.of());
  }

  /** Registers with further settings of the Confluent client, see {@link #registerAll(String)}. */
  public static Map<String, Integer> registerAll(
      String registryUrl, Map<String, ?> clientSettings) {
    RegistryAddress address = RegistryAddress.parse(registryUrl);
    try (SchemaRegistryClient client = RegistryClient.open(address, clientSettings)) {
      Map<String, Integer> ids = new TreeMap<>();
      for (TopicDefinition topic : Topics.all()) {
        if (topic.valueType().isPresent()) {
          String subject = topic.valueSubject();
          ids.put(subject, register(client, subject, topic.valueType().get()));
        }
      }
      return ids;
    } catch (IOException e) {
      throw new RegistryUnavailableException(
          "registering schemas, no answer: " + RegistryTrouble.of(e).words(), e);
    }
  }

  private static int register(
      SchemaRegistryClient client, String subject, Class<? extends SpecificRecord> type)
      throws IOException {
    try {
      client.updateCompatibility(subject, COMPATIBILITY);
      return client.register(
          subject, RegistryClient.portable(SpecificData.get().getSchema(type)), true);
    } catch (RestClientException e) {
      if (RegistryClient.isUnavailable(e)) {
        throw new RegistryUnavailableException(
            "schema registry failed on %s: %s".formatted(subject, RegistryTrouble.of(e).words()),
            e);
      }
      throw new IllegalStateException(
          "%s: the schema registry refuses the schema of %s: %s"
              .formatted(subject, type.getSimpleName(), RegistryTrouble.of(e).words()),
          e);
    }
  }
}
