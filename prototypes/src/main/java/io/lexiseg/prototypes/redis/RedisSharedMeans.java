package io.lexiseg.prototypes.redis;

import io.lexiseg.prototypes.SharedMeans;
import io.lexiseg.prototypes.UnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.SetParams;

/**
 * Resolved categories as plain entries of a Redis server, which need no search module. Entries
 * expire, so that those of old generations do not pile up; reading does not prolong them.
 *
 * <p><b>Threads:</b> any number.
 */
public final class RedisSharedMeans implements SharedMeans {
  private static final Duration MONTH = Duration.ofDays(30);

  /** A short cut that takes long is none. */
  private static final ConnectionSettings SHORT_CUT =
      new ConnectionSettings(Duration.ofSeconds(1), 2, Duration.ofMillis(100));

  private final RedisConnection connection;
  private final SetParams expiry;

  private RedisSharedMeans(RedisConnection connection, Duration timeToLive) {
    this.connection = connection;
    this.expiry = SetParams.setParams().ex(timeToLive.toSeconds());
  }

  /**
   * Prepares the store; the server is not asked before the first call.
   *
   * @param timeToLive of an entry, at least a second
   * @throws IllegalArgumentException if the time is shorter
   */
  public static RedisSharedMeans open(
      RedisServer server, Duration timeToLive, ConnectionSettings settings) {
    if (timeToLive.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "shared means: expected a time to live of at least a second, got " + timeToLive);
    }
    return new RedisSharedMeans(RedisConnection.open(server, settings), timeToLive);
  }

  /**
   * The store that goes with an index: entries that last a month on the index's own server, nothing
   * where the index needs no server.
   *
   * @param indexLocation as the index is opened by
   */
  public static SharedMeans beside(String indexLocation) {
    return RedisLocation.matches(indexLocation)
        ? open(RedisLocation.parse(indexLocation).server(), MONTH, SHORT_CUT)
        : NONE;
  }

  @Override
  public List<Optional<byte[]>> fetch(List<String> keys) {
    if (keys.isEmpty()) {
      return List.of();
    }
    byte[][] names = keys.stream().map(RedisSharedMeans::bytes).toArray(byte[][]::new);
    List<byte[]> values = call("read resolved categories", client -> client.mget(names));
    return values.stream().map(Optional::ofNullable).toList();
  }

  @Override
  public void store(Map<String, byte[]> values) {
    var unused = call("write resolved categories", client -> send(client, values));
  }

  /** A server that refuses this is no reason to do without the index: it is only a short cut. */
  private <T> T call(String what, Function<RedisClient, T> question) {
    try {
      return connection.call(what, question);
    } catch (IllegalStateException e) {
      throw new UnavailableException(String.valueOf(e.getMessage()), e);
    }
  }

  private int send(RedisClient client, Map<String, byte[]> values) {
    List<Response<String>> answers = new ArrayList<>();
    try (AbstractPipeline pipeline = client.pipelined()) {
      values.forEach((key, value) -> answers.add(pipeline.set(bytes(key), value, expiry)));
      pipeline.sync();
    }
    answers.forEach(Response::get);
    return answers.size();
  }

  private static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    connection.close();
  }
}
