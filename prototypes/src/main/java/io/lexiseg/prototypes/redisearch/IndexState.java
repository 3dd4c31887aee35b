package io.lexiseg.prototypes.redisearch;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the server says about a search index.
 *
 * @param documents keys that are searchable
 * @param failures keys that could not be indexed
 * @param indexing whether it is still at it
 * @param dimension components of a key
 * @param graph whether the search is approximate
 */
record IndexState(
    String name, long documents, long failures, boolean indexing, int dimension, boolean graph) {

  /** Reads the answer of {@code FT.INFO}. */
  static IndexState of(String name, Map<String, Object> info) {
    List<?> attribute = firstAttribute(name, info.getOrDefault("attributes", List.of()));
    return new IndexState(
        name,
        number(name, info, "num_docs"),
        info.containsKey("hash_indexing_failures")
            ? number(name, info, "hash_indexing_failures")
            : 0,
        info.containsKey("indexing") && number(name, info, "indexing") != 0,
        Integer.parseInt(value(name, attribute, "dim")),
        value(name, attribute, "algorithm").equalsIgnoreCase("HNSW"));
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

  private static long number(String name, Map<String, Object> info, String field) {
    try {
      return (long) Double.parseDouble(String.valueOf(info.get(field)));
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
