package io.lexiseg.prototypes.redisearch;

import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.redis.ConnectionSettings;
import io.lexiseg.prototypes.redis.RedisConnection;
import io.lexiseg.prototypes.redis.RedisLocation;
import io.lexiseg.prototypes.redis.VectorIndexSettings;
import io.lexiseg.prototypes.redis.VectorIndexSettings.Algorithm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;

/**
 * Fills a generation in Redis: one hash a pair, sent in batches, searchable by its key. What an
 * earlier attempt at the same generation left is removed first.
 *
 * <p>A graph is searched before it is published, to find how deep it must be.
 *
 * <p><b>Threads:</b> one at a time. Of two writers of a generation the later one takes over; the
 * other fails.
 */
public final class RediSearchPrototypeIndexWriter implements PrototypeIndexWriter {
  private static final int BATCH = 256;
  private static final Duration INDEXING_PATIENCE = Duration.ofMinutes(10);

  private final RedisConnection connection;
  private final IndexDescription description;
  private final EntryNames names;
  private final GenerationCatalog catalog;
  private final SearchIndex search;
  private final VectorIndexSettings vectors;
  private final String writer = UUID.randomUUID().toString();
  private final List<Map<byte[], byte[]>> batch = new ArrayList<>(BATCH);
  private long sent;
  private boolean finished;

  private RediSearchPrototypeIndexWriter(
      RedisConnection connection, RedisLocation location, IndexDescription description) {
    this.connection = connection;
    this.description = description;
    this.vectors = location.vectors();
    this.names = new EntryNames(location.namespace(), location.index());
    this.catalog = new GenerationCatalog(connection, names, location.index());
    this.search = new SearchIndex(connection, names, description.generation());
  }

  /**
   * Starts a generation.
   *
   * @param location of the index and how to keep it; its generation is not looked at
   * @throws IllegalArgumentException if location and description name different indexes, or the
   *     generation is complete already
   * @throws IllegalStateException if the server does not know the way of keeping it, or refuses
   * @throws io.lexiseg.prototypes.UnavailableException if the server does not answer
   */
  public static RediSearchPrototypeIndexWriter create(
      RedisLocation location, IndexDescription description, ConnectionSettings settings) {
    if (!location.index().equals(description.name())) {
      throw new IllegalArgumentException(
          "index %s: expected a location of that index, got %s"
              .formatted(description.name(), location.index()));
    }
    RedisConnection connection = RedisConnection.open(location.server(), settings);
    try {
      RediSearchPrototypeIndexWriter writer =
          new RediSearchPrototypeIndexWriter(connection, location, description);
      writer.start();
      return writer;
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private void start() {
    if (catalog.manifest(description.generation()).isPresent()) {
      throw new IllegalArgumentException(
          "index %s in redis %s: expected a new generation, got %d, which is complete; the next is %d"
              .formatted(
                  description.name(),
                  connection,
                  description.generation(),
                  catalog.generations().lastKey() + 1));
    }
    catalog.begin(description.generation(), writer);
    search.create(vectors, description.keyDimension());
  }

  @Override
  public IndexDescription description() {
    return description;
  }

  @Override
  public void add(String noun, float[] key, float[] prototype) {
    requireOpen();
    float[] unit = description.unitKey(key);
    description.checkPrototype(prototype, vectors.prototypeType());
    batch.add(fields(noun, unit, prototype));
    if (batch.size() == BATCH) {
      flush();
    }
  }

  // The client takes the fields of a hash as a map, which is only iterated.
  @SuppressWarnings("ArrayAsKeyOfSetOrMap")
  private Map<byte[], byte[]> fields(String noun, float[] key, float[] prototype) {
    Map<byte[], byte[]> fields = new LinkedHashMap<>();
    fields.put(EntryNames.KEY_FIELD, VectorBytes.encode(key, vectors.keyType()));
    fields.put(EntryNames.PROTOTYPE_FIELD, VectorBytes.encode(prototype, vectors.prototypeType()));
    fields.put(EntryNames.NOUN_FIELD, noun.getBytes(StandardCharsets.UTF_8));
    return fields;
  }

  private void flush() {
    requireOwned();
    connection.call("write pairs of " + description.name(), this::send);
    sent += batch.size();
    batch.clear();
  }

  /** May be repeated: the same pairs get the same names. */
  private int send(RedisClient client) {
    List<Response<Long>> answers = new ArrayList<>();
    try (AbstractPipeline pipeline = client.pipelined()) {
      for (int i = 0; i < batch.size(); i++) {
        byte[] name = names.pair(description.generation(), sent + i);
        answers.add(pipeline.hset(name, batch.get(i)));
      }
      pipeline.sync();
    }
    answers.forEach(Response::get);
    return answers.size();
  }

  @Override
  public IndexManifest publish(Map<String, String> learnt) {
    requireOpen();
    if (sent + batch.size() == 0) {
      throw new IllegalStateException(
          "index %s: expected at least one prototype, got none".formatted(description.name()));
    }
    if (!batch.isEmpty()) {
      flush();
    }
    search.awaitIndexed(sent, INDEXING_PATIENCE);
    Generation generation =
        measured(new Generation(description.manifest(sent, learnt), vectors, List.of()));
    requireOwned();
    catalog.publish(generation);
    finished = true;
    connection.close();
    return generation.index();
  }

  /** With the depths that a graph is to be searched with. */
  private Generation measured(Generation generation) {
    if (vectors.algorithm() == Algorithm.FLAT) {
      return generation;
    }
    // Not closed: the connection is the writer's.
    RediSearchPrototypeIndex index =
        new RediSearchPrototypeIndex(connection, names, generation, OptionalInt.empty());
    return new Generation(
        generation.index(), vectors, DepthChoice.measure(index, vectors.graph().recall()));
  }

  private void requireOwned() {
    if (!catalog.isOwned(description.generation(), writer)) {
      throw new IllegalStateException(
          "index %s generation %d in redis %s: expected one writer, found another that took over"
              .formatted(description.name(), description.generation(), connection));
    }
  }

  private void requireOpen() {
    if (finished) {
      throw new IllegalStateException(
          "index %s: the writer is published or closed".formatted(description.name()));
    }
  }

  @Override
  public void close() {
    if (finished) {
      return;
    }
    finished = true;
    try {
      if (catalog.isOwned(description.generation(), writer)) {
        catalog.drop(description.generation());
      }
    } finally {
      connection.close();
    }
  }
}
