package io.lexiseg.prototypes.redisearch;

import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;

/**
 * Fills a generation in Redis: one hash a pair, sent in batches, searchable by its key. What an
 * earlier attempt at the same generation left is removed first.
 *
 * <p><b>Threads:</b> one at a time, and one writer a generation.
 */
public final class RediSearchPrototypeIndexWriter implements PrototypeIndexWriter {
  private static final int BATCH = 256;
  private static final Duration INDEXING_PATIENCE = Duration.ofMinutes(10);

  private final RedisConnection connection;
  private final IndexDescription description;
  private final EntryNames names;
  private final GenerationCatalog catalog;
  private final SearchIndex search;
  private final List<Map<byte[], byte[]>> batch = new ArrayList<>(BATCH);
  private long sent;
  private boolean finished;

  private RediSearchPrototypeIndexWriter(
      RedisConnection connection, RedisLocation location, IndexDescription description) {
    this.connection = connection;
    this.description = description;
    this.names = new EntryNames(location.namespace(), location.index());
    this.catalog = new GenerationCatalog(connection, names, location.index());
    this.search = new SearchIndex(connection, names, description.generation());
  }

  /**
   * Starts a generation.
   *
   * @param location of the index; its generation is not looked at
   * @throws IllegalArgumentException if location and description name different indexes, or the
   *     generation is complete already
   * @throws io.lexiseg.prototypes.UnavailableException if the server does not answer
   */
  public static RediSearchPrototypeIndexWriter create(
      RedisLocation location,
      IndexDescription description,
      VectorIndexSettings settings,
      ConnectionSettings connectionSettings) {
    if (!location.index().equals(description.name())) {
      throw new IllegalArgumentException(
          "index %s: expected a location of that index, got %s"
              .formatted(description.name(), location.index()));
    }
    RedisConnection connection = RedisConnection.open(location.server(), connectionSettings);
    try {
      RediSearchPrototypeIndexWriter writer =
          new RediSearchPrototypeIndexWriter(connection, location, description);
      writer.start(settings);
      return writer;
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private void start(VectorIndexSettings settings) {
    if (catalog.manifest(description.generation()).isPresent()) {
      throw new IllegalArgumentException(
          "index %s in redis %s: expected a new generation, got %d, which is complete; the next is %d"
              .formatted(
                  description.name(),
                  connection,
                  description.generation(),
                  catalog.manifests().lastKey() + 1));
    }
    catalog.drop(description.generation());
    search.create(settings, description.keyDimension());
  }

  @Override
  public IndexDescription description() {
    return description;
  }

  @Override
  public void add(String noun, float[] key, float[] prototype) {
    requireOpen();
    float[] unit = description.unitKey(key);
    description.checkPrototype(prototype);
    batch.add(fields(noun, unit, prototype));
    if (batch.size() == BATCH) {
      flush();
    }
  }

  // The client takes the fields of a hash as a map, which is only iterated.
  @SuppressWarnings("ArrayAsKeyOfSetOrMap")
  private static Map<byte[], byte[]> fields(String noun, float[] key, float[] prototype) {
    Map<byte[], byte[]> fields = new LinkedHashMap<>();
    fields.put(EntryNames.KEY_FIELD, VectorBytes.encode(key));
    fields.put(EntryNames.PROTOTYPE_FIELD, VectorBytes.encode(prototype));
    fields.put(EntryNames.NOUN_FIELD, noun.getBytes(StandardCharsets.UTF_8));
    return fields;
  }

  private void flush() {
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
  public IndexManifest publish() {
    requireOpen();
    if (sent + batch.size() == 0) {
      throw new IllegalStateException(
          "index %s: expected at least one prototype, got none".formatted(description.name()));
    }
    if (!batch.isEmpty()) {
      flush();
    }
    search.awaitIndexed(sent, INDEXING_PATIENCE);
    IndexManifest manifest = description.manifest(sent);
    catalog.publish(manifest);
    finished = true;
    connection.close();
    return manifest;
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
      catalog.drop(description.generation());
    } finally {
      connection.close();
    }
  }
}
