package io.lexiseg.prototypes.redisearch;

import io.lexiseg.prototypes.Neighbour;
import io.lexiseg.prototypes.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.args.SortingOrder;
import redis.clients.jedis.search.Document;
import redis.clients.jedis.search.FTCreateParams;
import redis.clients.jedis.search.FTSearchParams;
import redis.clients.jedis.search.IndexDataType;
import redis.clients.jedis.search.SearchResult;
import redis.clients.jedis.search.schemafields.SchemaField;
import redis.clients.jedis.search.schemafields.VectorField;

/** The search index over the keys of one generation. */
final class SearchIndex {
  private static final String DISTANCE = "distance";
  private static final Duration LONGEST_LOOK = Duration.ofMillis(500);

  private final RedisConnection connection;
  private final EntryNames names;
  private final int generation;
  private final String name;

  SearchIndex(RedisConnection connection, EntryNames names, int generation) {
    this.connection = connection;
    this.names = names;
    this.generation = generation;
    this.name = names.searchIndex(generation);
  }

  /** Makes the index before there is anything to index, so that the server need not look for it. */
  void create(VectorIndexSettings settings, int dimension) {
    SchemaField key =
        VectorField.builder()
            .fieldName(EntryNames.KEY)
            .algorithm(settings.redisAlgorithm())
            .attributes(settings.attributes(dimension))
            .build();
    FTCreateParams params =
        FTCreateParams.createParams()
            .on(IndexDataType.HASH)
            .prefix(names.prefix(generation))
            .skipInitialScan();
    connection.call(
        "create search index " + name, client -> client.ftCreate(name, params, List.of(key)));
  }

  boolean exists() {
    return connection.call("list search indexes", RedisClient::ftList).contains(name);
  }

  void drop() {
    connection.call("drop search index " + name, client -> client.ftDropIndex(name));
  }

  /** What the server says about the index. */
  IndexState state() {
    Map<String, Object> info =
        connection.call("look at search index " + name, client -> client.ftInfo(name));
    return IndexState.of(name, info);
  }

  /**
   * Waits until every key is searchable.
   *
   * @throws IllegalStateException if a key cannot be indexed, or there are more than expected
   * @throws UnavailableException if it takes longer than {@code patience}
   */
  IndexState awaitIndexed(long count, Duration patience) {
    Duration look = Duration.ofMillis(10);
    Duration waited = Duration.ZERO;
    IndexState state = state();
    while (!state.isComplete(count)) {
      if (waited.compareTo(patience) >= 0) {
        throw new UnavailableException(
            "search index %s: expected %d keys, found %d indexed after %s"
                .formatted(name, count, state.documents(), waited));
      }
      connection.sleep("index keys of " + name, look);
      waited = waited.plus(look);
      look = look.multipliedBy(2).compareTo(LONGEST_LOOK) < 0 ? look.multipliedBy(2) : LONGEST_LOOK;
      state = state();
    }
    return state;
  }

  /** The neighbours of a query: exactly {@code k}, best first, equal ones by id. */
  List<Neighbour> nearest(byte[] query, int k, boolean graph, SearchSettings settings) {
    String width = graph ? " EF_RUNTIME " + settings.width(k) : "";
    String text = "*=>[KNN %d @%s $query%s AS %s]".formatted(k, EntryNames.KEY, width, DISTANCE);
    FTSearchParams params =
        FTSearchParams.searchParams()
            .addParam("query", query)
            .returnFields(DISTANCE)
            .sortBy(DISTANCE, SortingOrder.ASC)
            .limit(0, k)
            .timeout(settings.timeout().toMillis())
            .dialect(2);
    return connection.call(
        "search " + name, client -> neighbours(client.ftSearch(name, text, params), k));
  }

  private List<Neighbour> neighbours(SearchResult result, int k) {
    List<Document> documents = result.getDocuments();
    if (documents.size() != k) {
      throw new UnavailableException(
          "expected %d neighbours, got %d: the server stopped early or its graph has gaps"
              .formatted(k, documents.size()));
    }
    List<Neighbour> neighbours = new ArrayList<>(k);
    for (Document document : documents) {
      float distance = Float.parseFloat(document.getString(DISTANCE));
      neighbours.add(new Neighbour(names.id(generation, document.getId()), 1 - distance));
    }
    neighbours.sort(
        Comparator.comparingDouble((Neighbour n) -> -n.similarity())
            .thenComparingLong(Neighbour::id));
    return List.copyOf(neighbours);
  }
}
