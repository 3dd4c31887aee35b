package io.lexiseg.prototypes.redisearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.Neighbour;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.prototypes.redis.RedisConnection;
import io.lexiseg.prototypes.redis.VectorIndexSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.args.SortingOrder;
import redis.clients.jedis.search.FTCreateParams;
import redis.clients.jedis.search.FTSearchParams;
import redis.clients.jedis.search.IndexDataType;
import redis.clients.jedis.search.SearchProtocol.SearchCommand;
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

  /**
   * Makes the index before there is anything to index, so that the server need not look for it.
   *
   * @throws IllegalStateException if the server does not know the algorithm or the type of keys
   */
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
    try {
      connection.call(
          "create search index " + name, client -> client.ftCreate(name, params, List.of(key)));
    } catch (IllegalStateException e) {
      if (settings.keyType() == ComponentType.FLOAT16
          && String.valueOf(e.getMessage()).contains("Bad arguments")) {
        throw new IllegalStateException(
            "keys=float16: expected a server that knows it, RediSearch 2.10 or Redis 8: "
                + e.getMessage(),
            e);
      }
      throw e;
    }
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
   * @param patience without a further key
   * @throws IllegalStateException if a key cannot be indexed, or there are more than expected
   * @throws UnavailableException if it takes longer
   */
  IndexState awaitIndexed(long count, Duration patience) {
    Duration look = Duration.ofMillis(10);
    Duration waited = Duration.ZERO;
    IndexState state = state();
    while (!state.isComplete(count)) {
      if (waited.compareTo(patience) >= 0) {
        throw new UnavailableException(
            "search index %s: expected %d keys, found %d indexed and none more in %s"
                .formatted(name, count, state.documents(), waited));
      }
      connection.sleep("index keys of " + name, look);
      IndexState next = state();
      waited = next.documents() > state.documents() ? Duration.ZERO : waited.plus(look);
      look = look.multipliedBy(2).compareTo(LONGEST_LOOK) < 0 ? look.multipliedBy(2) : LONGEST_LOOK;
      state = next;
    }
    return state;
  }

  /**
   * The neighbours of a query: exactly {@code k}, best first, equal ones by id.
   *
   * @param depth candidates to look at in a graph; 0 for a scan
   */
  List<Neighbour> nearest(byte[] query, int k, int depth) {
    String width = depth > 0 ? " EF_RUNTIME " + depth : "";
    String text = "*=>[KNN %d @%s $query%s AS %s]".formatted(k, EntryNames.KEY, width, DISTANCE);
    FTSearchParams params =
        FTSearchParams.searchParams()
            .addParam("query", query)
            .returnFields(DISTANCE)
            .sortBy(DISTANCE, SortingOrder.ASC)
            .limit(0, k)
            .timeout(connection.settings().search().toMillis())
            .dialect(2);
    CommandArguments search =
        new CommandArguments(SearchCommand.SEARCH).add(name).add(text).addParams(params).blocking();
    return connection.call(
        "search " + name,
        client ->
            neighbours(
                client.executeCommand(new CommandObject<>(search, BuilderFactory.RAW_OBJECT_LIST)),
                k));
  }

  /** Reads the number of hits, then for each its name and {@code [distance, number]}. */
  private List<Neighbour> neighbours(List<Object> answer, int k) {
    if (answer.size() != 1 + 2 * k) {
      throw new UnavailableException(
          "expected %d neighbours, got %d: the server stopped early or its graph has gaps"
              .formatted(k, answer.size() / 2));
    }
    List<Neighbour> neighbours = new ArrayList<>(k);
    for (int i = 1; i < answer.size(); i += 2) {
      List<?> fields = (List<?>) answer.get(i + 1);
      float distance = Float.parseFloat(text(fields.get(1)));
      neighbours.add(new Neighbour(names.id(generation, text(answer.get(i))), 1 - distance));
    }
    neighbours.sort(
        Comparator.comparingDouble((Neighbour n) -> -n.similarity())
            .thenComparingLong(Neighbour::id));
    return List.copyOf(neighbours);
  }

  private static String text(Object part) {
    return new String((byte[]) part, UTF_8);
  }
}
