package io.lexiseg.prototypes.redisearch;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a search is asked for.
 *
 * @param widthPerNeighbour candidates looked at in a graph for each neighbour wanted, at least 1
 * @param exploration candidates looked at in a graph however many neighbours are wanted; empty: in
 *     proportion to them
 * @param timeout after which the server stops searching; sent with every search
 */
public record SearchSettings(int widthPerNeighbour, OptionalInt exploration, Duration timeout) {
  private static final int LEAST_WIDTH = 200;

  /** About 0.97 of the exact neighbours on a quarter of a million keys; five seconds. */
  public static final SearchSettings DEFAULT = new SearchSettings(14, Duration.ofSeconds(5));

  public SearchSettings {
    if (widthPerNeighbour < 1 || timeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "search: expected widthPerNeighbour >= 1 and timeout >= 1 ms, got %d and %s"
              .formatted(widthPerNeighbour, timeout));
    }
  }

  /** In proportion to the neighbours wanted. */
  public SearchSettings(int widthPerNeighbour, Duration timeout) {
    this(widthPerNeighbour, OptionalInt.empty(), timeout);
  }

  /** The default, with the exploration depth that a location asks for. */
  public static SearchSettings of(RedisLocation location) {
    return new SearchSettings(DEFAULT.widthPerNeighbour, location.exploration(), DEFAULT.timeout);
  }

  /** Candidates to look at for {@code k} neighbours, at least as many. */
  int width(int k) {
    if (exploration.isPresent()) {
      return Math.max(k, exploration.getAsInt());
    }
    return Math.max(LEAST_WIDTH, Math.multiplyExact(widthPerNeighbour, k));
  }
}
