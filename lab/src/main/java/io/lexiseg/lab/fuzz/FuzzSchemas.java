package io.lexiseg.lab.fuzz;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Ids of schemas that a registry knows.
 *
 * @param frame of {@link Frame}
 * @param command of {@link VocabularyCommand}
 * @param others of this project's other records, and of schemas that ask for trouble
 */
record FuzzSchemas(int frame, int command, List<Integer> others) {
  private static final int CACHED = 100;

  /** Schemas by which a few bytes stand for much, or for something without an end. */
  private static final List<String> HOSTILE =
      List.of(
          """
          {"type": "record", "name": "Nothings", "fields": [
            {"name": "n", "type": {"type": "array", "items": "null"}}]}""",
          """
          {"type": "record", "name": "Empties", "fields": [
            {"name": "e", "type": {"type": "array", "items":
              {"type": "record", "name": "Empty", "fields": []}}}]}""",
          """
          {"type": "record", "name": "Chain", "fields": [
            {"name": "next", "type": ["null", "Chain"]}]}""",
          """
          {"type": "record", "name": "Endless", "fields": [{"name": "next", "type": "Endless"}]}""",
          """
          {"type": "record", "name": "Huge", "fields": [
            {"name": "f", "type": {"type": "fixed", "name": "F", "size": 2000000000}}]}""",
          """
          {"type": "record", "name": "Frame", "namespace": "io.lexiseg.schemas", "fields": [
            {"name": "extra", "type": {"type": "array", "items": "null"}},
            {"name": "cameraId", "type": "string"}]}""",
          """
          {"type": "array", "items": "string"}""",
          """
          {"type": "map", "values": "null"}""",
          """
          "string\"""",
          """
          "bytes\"""");

  FuzzSchemas {
    others = List.copyOf(others);
  }

  /** Registers what asks for trouble and finds the ids of the rest. */
  static FuzzSchemas prepare(String registryUrl) throws IOException {
    try (SchemaRegistryClient client = new CachedSchemaRegistryClient(registryUrl, CACHED)) {
      List<Integer> others = new ArrayList<>();
      others.add(known(client, Topics.MASKS));
      others.add(known(client, Topics.VOCABULARIES));
      for (int i = 0; i < HOSTILE.size(); i++) {
        others.add(client.register("fuzz-" + i, new AvroSchema(HOSTILE.get(i))));
      }
      return new FuzzSchemas(
          known(client, Topics.FRAMES), known(client, Topics.VOCABULARY_COMMANDS), others);
    } catch (RestClientException e) {
      throw new IOException("schema registry " + registryUrl + ": " + e.getMessage(), e);
    }
  }

  private static int known(SchemaRegistryClient client, String topic)
      throws IOException, RestClientException {
    return client.getLatestSchemaMetadata(Topics.definition(topic).valueSubject()).getId();
  }
}
