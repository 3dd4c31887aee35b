package io.lexiseg.prototypes.redisearch;

import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.Neighbour;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.redis.ConnectionSettings;
import io.lexiseg.prototypes.redis.RedisConnection;
import io.lexiseg.prototypes.redis.RedisLocation;
import io.lexiseg.prototypes.redis.VectorIndexSettings.Algorithm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;

/**
 * One generation of an index in Redis, searched by the server's search module; prototypes are
 * fetched by name, never through a search, which would decode them as text.
 *
 * <p><b>Threads:</b> any number.
 */
public final class RediSearchPrototypeIndex implements PrototypeIndex {
  private static final int BATCH = 128;
  private static final Duration LOADING_PATIENCE = Duration.ofSeconds(30);

  private final RedisConnection connection;
  private final EntryNames names;
  private final Generation generation;
  private final OptionalInt exploration;
  private final IndexManifest manifest;
  private final IndexDescription description;
  private final SearchIndex search;
  private volatile boolean closed;

  RediSearchPrototypeIndex(
      RedisConnection connection,
      EntryNames names,
      Generation generation,
      OptionalInt exploration) {
    this.connection = connection;
    this.names = names;
    this.generation = generation;
    this.exploration = exploration;
    this.manifest = generation.index();
    this.description = manifest.describe();
    this.search = new SearchIndex(connection, names, manifest.generation());
    IndexState state = search.awaitIndexed(manifest.count(), LOADING_PATIENCE);
    IndexState.VectorField expected =
        new IndexState.VectorField(
            generation.vectors().algorithm(),
            generation.vectors().keyType(),
            manifest.keyDimension());
    if (!state.field().equals(expected)) {
      throw new IllegalStateException(
          "search index %s: expected %s as recorded, found %s"
              .formatted(state.name(), expected, state.field()));
    }
  }

  /**
   * Opens the location's generation, or the one published now; later switches do not change it.
   *
   * @throws IllegalArgumentException if there is no such generation
   * @throws IllegalStateException if its search index is missing or does not fit its record, or the
   *     server refuses
   * @throws io.lexiseg.prototypes.UnavailableException if the server does not answer
   */
  public static RediSearchPrototypeIndex open(RedisLocation location, ConnectionSettings settings) {
    RedisConnection connection = RedisConnection.open(location.server(), settings);
    try {
      EntryNames names = new EntryNames(location.namespace(), location.index());
      GenerationCatalog catalog = new GenerationCatalog(connection, names, location.index());
      return new RediSearchPrototypeIndex(
          connection, names, generation(location, catalog, connection), location.exploration());
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static Generation generation(
      RedisLocation location, GenerationCatalog catalog, RedisConnection connection) {
    int number =
        location
            .generation()
            .orElseGet(
                () ->
                    catalog
                        .published()
                        .orElseThrow(() -> absent(location, connection, "a published generation")));
    return catalog
        .generation(number)
        .orElseThrow(() -> absent(location, connection, "generation " + number));
  }

  private static IllegalArgumentException absent(
      RedisLocation location, RedisConnection connection, String expected) {
    return new IllegalArgumentException(
        "prototype index %s in redis %s: expected %s, found none"
            .formatted(location.index(), connection, expected));
  }

  @Override
  public IndexManifest manifest() {
    return manifest;
  }

  @Override
  public List<Neighbour> nearest(float[] key, int k) {
    int wanted = (int) Math.min(k, manifest.count());
    return nearest(key, k, wanted < 1 ? 0 : depth(wanted));
  }

  private int depth(int k) {
    if (generation.vectors().algorithm() == Algorithm.FLAT) {
      return 0;
    }
    return exploration.isPresent()
        ? Math.max(k, exploration.getAsInt())
        : Exploration.depthFor(k, generation.explorations());
  }

  /** As {@link #nearest(float[], int)}, looking at {@code depth} candidates of a graph. */
  List<Neighbour> nearest(float[] key, int k, int depth) {
    requireOpen();
    if (k < 1) {
      throw new IllegalArgumentException(
          "index %s: expected k >= 1, got %d".formatted(description.name(), k));
    }
    byte[] query = VectorBytes.encode(description.unitKey(key), generation.vectors().keyType());
    return search.nearest(query, (int) Math.min(k, manifest.count()), depth);
  }

  @Override
  public float[] prototypes(long[] ids) {
    return vectors(
        ids,
        EntryNames.PROTOTYPE_FIELD,
        generation.vectors().prototypeType(),
        description.prototypeDimension());
  }

  /** Halves are brought back to unit norm. */
  @Override
  public float[] keys(long[] ids) {
    int dimension = description.keyDimension();
    ComponentType type = generation.vectors().keyType();
    float[] keys = vectors(ids, EntryNames.KEY_FIELD, type, dimension);
    if (type == ComponentType.FLOAT16) {
      for (int i = 0; i < ids.length; i++) {
        float[] row = Arrays.copyOfRange(keys, i * dimension, (i + 1) * dimension);
        System.arraycopy(description.unitKey(row), 0, keys, i * dimension, dimension);
      }
    }
    return keys;
  }

  private float[] vectors(long[] ids, byte[] field, ComponentType type, int dimension) {
    float[] target = new float[Math.multiplyExact(ids.length, dimension)];
    List<byte[]> values = fetch(ids, field);
    int expected = dimension * type.sizeBytes();
    for (int i = 0; i < ids.length; i++) {
      byte[] value = values.get(i);
      if (value.length != expected) {
        throw new IllegalStateException(
            "index %s, pair %d: expected %d bytes, found %d"
                .formatted(description.name(), ids[i], expected, value.length));
      }
      VectorBytes.decode(value, type, target, i * dimension, dimension);
    }
    return target;
  }

  @Override
  public List<String> nouns(long[] ids) {
    return fetch(ids, EntryNames.NOUN_FIELD).stream()
        .map(noun -> new String(noun, StandardCharsets.UTF_8))
        .toList();
  }

  private List<byte[]> fetch(long[] ids, byte[] field) {
    requireIds(ids);
    List<byte[]> values = new ArrayList<>(ids.length);
    for (int from = 0; from < ids.length; from += BATCH) {
      int first = from;
      int end = Math.min(from + BATCH, ids.length);
      values.addAll(
          connection.call(
              "read pairs of " + description.name(),
              client -> fetch(client, ids, field, first, end)));
    }
    return values;
  }

  private List<byte[]> fetch(RedisClient client, long[] ids, byte[] field, int from, int end) {
    List<Response<byte[]>> answers = new ArrayList<>(end - from);
    try (AbstractPipeline pipeline = client.pipelined()) {
      for (int i = from; i < end; i++) {
        answers.add(pipeline.hget(names.pair(manifest.generation(), ids[i]), field));
      }
      pipeline.sync();
    }
    List<byte[]> values = new ArrayList<>(end - from);
    for (int i = from; i < end; i++) {
      byte[] value = answers.get(i - from).get();
      if (value == null) {
        throw new IllegalStateException(
            "index %s, pair %d: expected a hash in redis %s, found none: was it evicted?"
                .formatted(description.name(), ids[i], connection));
      }
      values.add(value);
    }
    return values;
  }

  private void requireIds(long[] ids) {
    requireOpen();
    for (long id : ids) {
      if (id < 0 || id >= manifest.count()) {
        throw new IllegalArgumentException(
            "index %s: expected ids 0..%d, got %d"
                .formatted(description.name(), manifest.count() - 1, id));
      }
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("index %s: closed".formatted(description.name()));
    }
  }

  @Override
  public void close() {
    closed = true;
    connection.close();
  }
}
