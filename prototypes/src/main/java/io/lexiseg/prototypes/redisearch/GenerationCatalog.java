package io.lexiseg.prototypes.redisearch;

import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.redis.ConnectionSettings;
import io.lexiseg.prototypes.redis.RedisConnection;
import io.lexiseg.prototypes.redis.RedisLocation;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The generations of one index: what is recorded of them, and which one is published. Publishing is
 * one write of one entry.
 *
 * <p><b>Threads:</b> any number. <b>Errors:</b> a server that does not answer is an {@link
 * io.lexiseg.prototypes.UnavailableException}.
 */
public final class GenerationCatalog implements AutoCloseable {
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

  /** What is recorded of a complete generation. */
  public Optional<Generation> generation(int number) {
    String json =
        connection.call(
            "generation of " + index, c -> c.hget(names.generations(), Integer.toString(number)));
    return Optional.ofNullable(json).map(text -> Generation.parse(text, describe(number)));
  }

  /** The manifest of a complete generation. */
  public Optional<IndexManifest> manifest(int generation) {
    return generation(generation).map(Generation::index);
  }

  /** All complete generations by number. */
  public SortedMap<Integer, Generation> generations() {
    SortedMap<Integer, Generation> generations = new TreeMap<>();
    connection
        .call("generations of " + index, c -> c.hgetAll(names.generations()))
        .forEach(
            (text, json) -> {
              int number = Integer.parseInt(text);
              generations.put(number, Generation.parse(json, describe(number)));
            });
    return generations;
  }

  /** Generations that are being written or removed, or were when that was interrupted. */
  public SortedSet<Integer> unfinished() {
    SortedSet<Integer> unfinished = new TreeSet<>();
    connection
        .call("unfinished generations of " + index, c -> c.hgetAll(names.unfinished()))
        .keySet()
        .forEach(number -> unfinished.add(Integer.parseInt(number)));
    return unfinished;
  }

  /** What a generation takes of the server's memory, complete or not. */
  public GenerationMemory memory(int generation) {
    return GenerationMemory.measure(connection, names, generation);
  }

  /** Clears a generation and says whose it is from now on. */
  void begin(int generation, String writer) {
    drop(generation);
    connection.call(
        "begin " + describe(generation),
        c -> c.hset(names.unfinished(), Integer.toString(generation), writer));
  }

  /** Whether nobody else began to write or remove the generation. */
  boolean isOwned(int generation, String writer) {
    return writer.equals(
        connection.call(
            "look at " + describe(generation),
            c -> c.hget(names.unfinished(), Integer.toString(generation))));
  }

  /** Records a complete generation, then switches to it. */
  void publish(Generation generation) {
    int number = generation.index().generation();
    String field = Integer.toString(number);
    connection.call(
        "record " + describe(number), c -> c.hset(names.generations(), field, generation.toJson()));
    connection.call("publish " + describe(number), c -> c.set(names.published(), field));
    connection.call("finish " + describe(number), c -> c.hdel(names.unfinished(), field));
  }

  /**
   * Switches to another complete generation, for instance back.
   *
   * @throws IllegalArgumentException if there is no such generation
   */
  public void publish(int generation) {
    if (generation(generation).isEmpty()) {
      throw new IllegalArgumentException(
          "%s: expected a complete generation, found %s"
              .formatted(describe(generation), generations().keySet()));
    }
    connection.call(
        "publish " + describe(generation),
        c -> c.set(names.published(), Integer.toString(generation)));
  }

  /** Ends a generation's being published, if it is: readers that open later find none. */
  public void withdraw(int generation) {
    if (isPublished(generation)) {
      connection.call("withdraw " + describe(generation), c -> c.del(names.published()));
    }
  }

  /**
   * Removes a generation's record, search index and pairs, complete or not.
   *
   * @throws IllegalArgumentException if the generation is published
   */
  public void drop(int generation) {
    if (isPublished(generation)) {
      throw new IllegalArgumentException(
          describe(generation) + ": expected one that is not published, got the published one");
    }
    new GenerationRemoval(connection, names, generation).run();
  }

  private boolean isPublished(int generation) {
    OptionalInt published = published();
    return published.isPresent() && published.getAsInt() == generation;
  }

  private String describe(int generation) {
    return "index %s generation %d in redis %s".formatted(index, generation, connection);
  }

  @Override
  public void close() {
    connection.close();
  }
}
