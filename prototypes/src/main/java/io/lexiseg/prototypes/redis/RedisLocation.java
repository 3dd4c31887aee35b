package io.lexiseg.prototypes.redis;

import java.net.URI;
import java.util.OptionalInt;

/**
 * Where an index is in Redis: {@code redis://[user[:password]@]host:port[/database]?index=NAME},
 * with further parameters, which docs/prototype-index.md lists.
 *
 * @param server address and how to get in
 * @param namespace first part of every entry's name, {@value #NAMESPACE} by default
 * @param index its name
 * @param generation which one to read; empty: the published one
 * @param vectors how generations written here are kept and searched, by default exactly: that is
 *     affordable up to about a million keys
 * @param exploration candidates that a search of a graph looks at; empty: as many as were found to
 *     be needed when the generation was written
 */
public record RedisLocation(
    RedisServer server,
    String namespace,
    String index,
    OptionalInt generation,
    VectorIndexSettings vectors,
    OptionalInt exploration) {
  static final String NAMESPACE = "lexiseg";
  private static final String NAME = "[A-Za-z0-9._-]+";

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
    LocationParameters query =
        LocationParameters.parse(question < 0 ? "" : location.substring(question + 1));
    return new RedisLocation(
        query.server(URI.create(location.substring(0, question))),
        query.text("namespace", NAMESPACE),
        query.text("index", ""),
        query.number("generation"),
        query.vectors(),
        query.number("exploration"));
  }
}
