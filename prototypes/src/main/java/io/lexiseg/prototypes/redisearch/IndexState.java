package io.lexiseg.prototypes.redisearch;

import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.redis.VectorIndexSettings.Algorithm;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the server says about a search index.
 *
 * @param documents keys that are searchable
 * @param failures keys that could not be indexed
 * @param indexing whether it is still at it
 * @param sizeBytes memory it takes beside the pairs, the keys in it included
 * @param field of the keys
 */
record IndexState(
    String name,
    long documents,
    long failures,
    boolean indexing,
    long sizeBytes,
    VectorField field) {
  private static final double MEGABYTE = 1 << 20;

  /**
   * How keys are searched.
   *
   * @param dimension components of a key
   */
  record VectorField(Algorithm algorithm, ComponentType type, int dimension) {}

  /** Reads the answer of {@code FT.INFO}. */
  static IndexState of(String name, Map<String, Object> info) {
    return new IndexState(
        name,
        (long) number(name, info, "num_docs"),
        (long) optional(name, info, "hash_indexing_failures"),
        optional(name, info, "indexing") != 0,
        (long)
            (MEGABYTE
                * Math.max(
                    optional(name, info, "vector_index_sz_mb"),
                    optional(name, info, "total_index_memory_sz_mb"))),
        field(name, firstAttribute(name, info.getOrDefault("attributes", List.of()))));
  }

  private static VectorField field(String name, List<?> attribute) {
    return new VectorField(
        Algorithm.valueOf(value(name, attribute, "algorithm").toUpperCase(Locale.ROOT)),
        ComponentType.valueOf(value(name, attribute, "data_type").toUpperCase(Locale.ROOT)),
        Integer.parseInt(value(name, attribute, "dim")));
  }

  private static List<?> firstAttribute(String name, Object attributes) {
    if (attributes instanceof List<?> list
        && !list.isEmpty()
        && list.get(0) instanceof List<?> first) {
      return first;
    }
    throw new IllegalStateException(
        "search index %s: expected a vector field, found %s".formatted(name, attributes));
  }

  private static String value(String name, List<?> attribute, String field) {
    for (int i = 0; i + 1 < attribute.size(); i++) {
      if (String.valueOf(attribute.get(i)).toLowerCase(Locale.ROOT).equals(field)) {
        return String.valueOf(attribute.get(i + 1));
      }
    }
    throw new IllegalStateException(
        "search index %s: expected a vector field with %s, found %s"
            .formatted(name, field, attribute));
  }

  private static double optional(String name, Map<String, Object> info, String field) {
    return info.containsKey(field) ? number(name, info, field) : 0;
  }

  private static double number(String name, Map<String, Object> info, String field) {
    try {
      return Double.parseDouble(String.valueOf(info.get(field)));
    } catch (NumberFormatException e) {
      throw new IllegalStateException(
          "search index %s: %s: expected a number, found %s"
              .formatted(name, field, info.get(field)),
          e);
    }
  }

  /**
   * Whether all keys are searchable.
   *
   * @throws IllegalStateException if they never will be
   */
  boolean isComplete(long count) {
    if (failures > 0 || documents > count) {
      throw new IllegalStateException(
          "search index %s: expected %d keys and no failures, found %d and %d"
              .formatted(name, count, documents, failures));
    }
    return !indexing && documents == count;
  }
}
