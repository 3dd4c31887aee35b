package io.lexiseg.prototypes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/**
 * What one generation of a prototype index holds and where it came from.
 *
 * @param name index name
 * @param generation rises by one with each build that is published under the name, at least 1
 * @param backbone name of the dense network that made the prototypes; another one's do not fit
 * @param keyDimension components of a key
 * @param prototypeDimension components of a prototype
 * @param count pairs of key and prototype, at least 1
 * @param provenance free facts for people: source pictures, licences, builder, counts
 */
public record IndexManifest(
    String name,
    int generation,
    String backbone,
    int keyDimension,
    int prototypeDimension,
    long count,
    Map<String, String> provenance) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  public IndexManifest {
    provenance = Map.copyOf(provenance);
    if (name.isBlank()
        || generation < 1
        || keyDimension < 1
        || prototypeDimension < 1
        || count < 1) {
      throw new IllegalArgumentException(
          "index manifest: expected a name and positive generation, dimensions, count, got '%s', %d, %d, %d, %d"
              .formatted(name, generation, keyDimension, prototypeDimension, count));
    }
  }

  /** The same without the count, to write another index like this one. */
  public IndexDescription describe() {
    return new IndexDescription(
        name, generation, backbone, keyDimension, prototypeDimension, provenance);
  }

  /** The manifest as one JSON object, keys in a fixed order. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("index manifest of " + name + ": cannot be written", e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param where names the source in messages
   * @throws IllegalStateException if a field is missing, unknown or out of range
   */
  public static IndexManifest parse(String json, String where) {
    try {
      return JSON.readValue(json, IndexManifest.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "%s: expected an index manifest, found %s".formatted(where, e.getOriginalMessage()), e);
    }
  }
}
