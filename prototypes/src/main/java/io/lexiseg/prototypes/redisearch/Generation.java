package io.lexiseg.prototypes.redisearch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.redis.VectorIndexSettings;
import java.util.List;

/**
 * A complete generation of an index in Redis, as it is recorded there.
 *
 * @param index what it holds
 * @param vectors how it is kept and searched
 * @param explorations depths to search its graph with, by rising number of neighbours; empty for a
 *     scan
 */
public record Generation(
    IndexManifest index, VectorIndexSettings vectors, List<Exploration> explorations) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  public Generation {
    explorations = List.copyOf(explorations);
  }

  /** The record as one JSON object. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("generation of " + index.name() + ": cannot be written", e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param where names the source in messages
   * @throws IllegalStateException if a field is missing, unknown or out of range
   */
  static Generation parse(String json, String where) {
    try {
      return JSON.readValue(json, Generation.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "%s: expected the record of a generation, found %s"
              .formatted(where, e.getOriginalMessage()),
          e);
    }
  }
}
