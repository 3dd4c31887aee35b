package io.lexiseg.prototypes.redisearch;

import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.Neighbour;
import io.lexiseg.prototypes.PrototypeIndex;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  private final SearchSettings settings;
  private final IndexManifest manifest;
  private final IndexDescription description;
  private final SearchIndex search;
  private final boolean graph;
  private volatile boolean closed;

  private RediSearchPrototypeIndex(
      RedisConnection connection,
      EntryNames names,
      IndexManifest manifest,
      SearchSettings settings) {
    this.connection = connection;
    this.names = names;
    this.settings = settings;
    this.manifest = manifest;
    this.description = manifest.describe();
    this.search = new SearchIndex(connection, names, manifest.generation());
    IndexState state = search.awaitIndexed(manifest.count(), LOADING_PATIENCE);
    if (state.dimension() != manifest.keyDimension()) {
      throw new IllegalStateException(
          "search index %s: expected keys of %d components as in the manifest, found %d"
              .formatted(state.name(), manifest.keyDimension(), state.dimension()));
    }
    this.graph = state.graph();
  }

  /**
   * Opens the location's generation, or the one published now; later switches do not change it.
   *
   * @throws IllegalArgumentException if there is no such generation
   * @throws IllegalStateException if its search index is missing or does not fit its manifest
   * @throws io.lexiseg.prototypes.UnavailableException if the server does not answer
   */
  public static RediSearchPrototypeIndex open(
      RedisLocation location, SearchSettings settings, ConnectionSettings connectionSettings) {
    RedisConnection connection = RedisConnection.open(location.server(), connectionSettings);
    try {
      EntryNames names = new EntryNames(location.namespace(), location.index());
      GenerationCatalog catalog = new GenerationCatalog(connection, names, location.index());
      return new RediSearchPrototypeIndex(
          connection, names, manifest(location, catalog, connection), settings);
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static IndexManifest manifest(
      RedisLocation location, GenerationCatalog catalog, RedisConnection connection) {
    int generation =
        location
            .generation()
            .orElseGet(
                () ->
                    catalog
                        .published()
                        .orElseThrow(() -> absent(location, connection, "a published generation")));
    return catalog
        .manifest(generation)
        .orElseThrow(() -> absent(location, connection, "generation " + generation));
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
    requireOpen();
    if (k < 1) {
      throw new IllegalArgumentException(
          "index %s: expected k >= 1, got %d".formatted(description.name(), k));
    }
    byte[] query = VectorBytes.encode(description.unitKey(key));
    return search.nearest(query, (int) Math.min(k, manifest.count()), graph, settings);
  }

  @Override
  public float[] prototypes(long[] ids) {
    return vectors(ids, EntryNames.PROTOTYPE_FIELD, description.prototypeDimension());
  }

  @Override
  public float[] keys(long[] ids) {
    return vectors(ids, EntryNames.KEY_FIELD, description.keyDimension());
  }

  private float[] vectors(long[] ids, byte[] field, int dimension) {
    float[] target = new float[Math.multiplyExact(ids.length, dimension)];
    List<byte[]> values = fetch(ids, field);
    for (int i = 0; i < ids.length; i++) {
      byte[] value = values.get(i);
      if (value.length != dimension * Float.BYTES) {
        throw new IllegalStateException(
            "index %s, pair %d: expected %d bytes, found %d"
                .formatted(description.name(), ids[i], dimension * Float.BYTES, value.length));
      }
      VectorBytes.decode(value, target, i * dimension, dimension);
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
