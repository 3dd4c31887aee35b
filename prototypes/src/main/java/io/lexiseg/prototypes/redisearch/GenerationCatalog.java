package io.lexiseg.prototypes.redisearch;

import io.lexiseg.prototypes.IndexManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * The generations of one index: their manifests, and which one is published. Publishing is one
 * write of one entry.
 *
 * <p><b>Threads:</b> any number. <b>Errors:</b> a server that does not answer is an {@link
 * io.lexiseg.prototypes.UnavailableException}.
 */
public final class GenerationCatalog implements AutoCloseable {
  private static final int BATCH = 1000;

  private final RedisConnection connection;
  private final EntryNames names;
  private final String index;

  GenerationCatalog(RedisConnection connection, EntryNames names, String index) {
    this.connection = connection;
    this.names = names;
    this.index = index;
  }

  /**
   * Opens the catalog of the location's index; its generation is not looked at.
   *
   * @throws IllegalArgumentException if the address is not one of Redis
   */
  public static GenerationCatalog open(RedisLocation location, ConnectionSettings settings) {
    return new GenerationCatalog(
        RedisConnection.open(location.server(), settings),
        new EntryNames(location.namespace(), location.index()),
        location.index());
  }

  /** The published generation. */
  public OptionalInt published() {
    String number =
        connection.call("published generation of " + index, c -> c.get(names.published()));
    return number == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(number));
  }

  /** The manifest of a complete generation. */
  public Optional<IndexManifest> manifest(int generation) {
    String json =
        connection.call(
            "manifest of " + index, c -> c.hget(names.manifests(), Integer.toString(generation)));
    return Optional.ofNullable(json).map(text -> IndexManifest.parse(text, describe(generation)));
  }

  /** All complete generations by number. */
  public SortedMap<Integer, IndexManifest> manifests() {
    SortedMap<Integer, IndexManifest> manifests = new TreeMap<>();
    connection
        .call("manifests of " + index, c -> c.hgetAll(names.manifests()))
        .forEach(
            (number, json) -> {
              int generation = Integer.parseInt(number);
              manifests.put(generation, IndexManifest.parse(json, describe(generation)));
            });
    return manifests;
  }

  /** Records a complete generation, then switches to it. */
  void publish(IndexManifest manifest) {
    String number = Integer.toString(manifest.generation());
    connection.call(
        "record manifest of " + index, c -> c.hset(names.manifests(), number, manifest.toJson()));
    connection.call(
        "publish " + describe(manifest.generation()), c -> c.set(names.published(), number));
  }

  /**
   * Switches to another complete generation, for instance back.
   *
   * @throws IllegalArgumentException if there is no such generation
   */
  public void publish(int generation) {
    publish(
        manifest(generation)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s: expected a complete generation, found %s"
                            .formatted(describe(generation), manifests().keySet()))));
  }

  /** Ends a generation's being published, if it is: readers that open later find none. */
  public void withdraw(int generation) {
    OptionalInt published = published();
    if (published.isPresent() && published.getAsInt() == generation) {
      connection.call("withdraw " + describe(generation), c -> c.del(names.published()));
    }
  }

  /**
   * Removes a generation's manifest, search index and pairs, complete or not.
   *
   * @throws IllegalArgumentException if the generation is published
   */
  public void drop(int generation) {
    OptionalInt published = published();
    if (published.isPresent() && published.getAsInt() == generation) {
      throw new IllegalArgumentException(
          describe(generation) + ": expected one that is not published, got the published one");
    }
    remove(generation);
  }

  private void remove(int generation) {
    connection.call(
        "drop manifest of " + index, c -> c.hdel(names.manifests(), Integer.toString(generation)));
    SearchIndex search = new SearchIndex(connection, names, generation);
    if (search.exists()) {
      search.drop();
    }
    ScanParams pattern = new ScanParams().match(names.prefix(generation) + "*").count(BATCH);
    String cursor = ScanParams.SCAN_POINTER_START;
    do {
      cursor = dropSome(cursor, pattern);
    } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
  }

  private String dropSome(String cursor, ScanParams pattern) {
    ScanResult<String> page =
        connection.call("scan pairs of " + index, c -> c.scan(cursor, pattern));
    List<String> found = new ArrayList<>(page.getResult());
    if (!found.isEmpty()) {
      connection.call("drop pairs of " + index, c -> c.unlink(found.toArray(String[]::new)));
    }
    return page.getCursor();
  }

  private String describe(int generation) {
    return "index %s generation %d in redis %s".formatted(index, generation, connection);
  }

  @Override
  public void close() {
    connection.close();
  }
}
