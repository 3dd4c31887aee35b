package io.lexiseg.prototypes.redisearch;

import io.lexiseg.prototypes.redisearch.VectorIndexSettings.Algorithm;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where an index is in Redis: {@code
 * redis://host:port[/database]?index=NAME[&generation=N][&namespace=NS][&algorithm=flat|hnsw][&exploration=N]}.
 *
 * @param server address without the query
 * @param namespace first part of every entry's name, {@value #NAMESPACE} by default
 * @param index its name
 * @param generation which one to read; empty: the published one
 * @param algorithm of search for generations written here, {@code flat} by default: exact search is
 *     affordable up to about a million keys
 * @param exploration candidates that a search of a graph looks at; empty: in proportion to the
 *     neighbours wanted
 */
public record RedisLocation(
    URI server,
    String namespace,
    String index,
    OptionalInt generation,
    Algorithm algorithm,
    OptionalInt exploration) {
  private static final String NAMESPACE = "lexiseg";
  private static final String NAME = "[A-Za-z0-9._-]+";
  private static final Set<String> PARAMETERS =
      Set.of("index", "generation", "namespace", "algorithm", "exploration");

  public RedisLocation {
    if (!namespace.matches(NAME) || !index.matches(NAME)) {
      throw new IllegalArgumentException(
          "redis index: expected names of letters, digits, '.', '_', '-', got '%s' and '%s'"
              .formatted(namespace, index));
    }
  }

  /** Whether a location is in Redis. */
  public static boolean matches(String location) {
    return location.startsWith("redis://") || location.startsWith("rediss://");
  }

  /**
   * Parses a location.
   *
   * @throws IllegalArgumentException if it is not of the form above
   */
  public static RedisLocation parse(String location) {
    int question = location.indexOf('?');
    Map<String, String> query =
        question < 0 ? Map.of() : parameters(location.substring(question + 1));
    String index = query.get("index");
    if (index == null || !PARAMETERS.containsAll(query.keySet())) {
      throw new IllegalArgumentException(
          "redis index: expected redis://host:port?index=NAME[&generation=N][&namespace=NS][&algorithm=flat|hnsw][&exploration=N], got parameters "
              + query.keySet());
    }
    return new RedisLocation(
        URI.create(location.substring(0, question)),
        query.getOrDefault("namespace", NAMESPACE),
        index,
        number(query, "generation"),
        algorithm(query.getOrDefault("algorithm", "flat")),
        number(query, "exploration"));
  }

  private static OptionalInt number(Map<String, String> query, String name) {
    return Optional.ofNullable(query.get(name)).stream()
        .mapToInt(text -> positive(name, text))
        .findFirst();
  }

  private static Map<String, String> parameters(String query) {
    return Arrays.stream(query.split("&"))
        .map(part -> part.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0],
                pair -> pair.length < 2 ? "" : pair[1],
                (first, second) -> {
                  throw new IllegalArgumentException(
                      "redis index: expected each parameter once, got %s and %s"
                          .formatted(first, second));
                }));
  }

  private static int positive(String name, String text) {
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw new IllegalArgumentException(
          "redis index: expected %s of at least 1, got '%s'".formatted(name, text));
    }
    return Integer.parseInt(text);
  }

  private static Algorithm algorithm(String text) {
    return switch (text) {
      case "flat" -> Algorithm.FLAT;
      case "hnsw" -> Algorithm.HNSW;
      default ->
          throw new IllegalArgumentException(
              "redis index: expected algorithm flat or hnsw, got '%s'".formatted(text));
    };
  }
}
