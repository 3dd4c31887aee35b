package io.lexiseg.prototypes.redisearch;

import io.lexiseg.prototypes.UnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * A pool of connections to one Redis server that tries again, with growing pauses, where the server
 * does not answer or asks for patience.
 *
 * <p>It speaks RESP2, which a server speaks before any {@code HELLO}.
 *
 * <p><b>Threads:</b> any number.
 */
public final class RedisConnection implements AutoCloseable {
  /** How a server says that the same question may be answered later. */
  private static final List<String> TRANSIENT =
      List.of("LOADING", "BUSY", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "OOM", "timeout");

  /** Waits. */
  @FunctionalInterface
  interface Pause {
    void of(Duration duration) throws InterruptedException;
  }

  private final HostAndPort server;
  private final ConnectionSettings settings;
  private final Pause pause;
  private final RedisClient client;

  private RedisConnection(URI uri, ConnectionSettings settings, Pause pause) {
    this.server = JedisURIHelper.getHostAndPort(uri);
    this.settings = settings;
    this.pause = pause;
    this.client =
        RedisClient.builder().hostAndPort(server).clientConfig(clientConfig(uri, settings)).build();
  }

  /**
   * Prepares connections; none is made before the first call.
   *
   * @param server {@code redis://[user:password@]host:port[/database]}, {@code rediss} for TLS
   * @throws IllegalArgumentException if the address is not of that form
   */
  public static RedisConnection open(URI server, ConnectionSettings settings) {
    return open(server, settings, duration -> Thread.sleep(duration.toMillis()));
  }

  static RedisConnection open(URI server, ConnectionSettings settings, Pause pause) {
    boolean known = JedisURIHelper.isRedisScheme(server) || JedisURIHelper.isRedisSSLScheme(server);
    if (!known || !JedisURIHelper.isValid(server)) {
      throw new IllegalArgumentException(
          "redis: expected redis://[user:password@]host:port[/database], got " + redacted(server));
    }
    return new RedisConnection(server, settings, pause);
  }

  private static DefaultJedisClientConfig clientConfig(URI uri, ConnectionSettings settings) {
    int timeoutMillis = Math.toIntExact(settings.timeout().toMillis());
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder()
            .serverDefaultProtocol()
            .connectionTimeoutMillis(timeoutMillis)
            .socketTimeoutMillis(timeoutMillis)
            .user(JedisURIHelper.getUser(uri))
            .password(JedisURIHelper.getPassword(uri))
            .database(JedisURIHelper.getDBIndex(uri));
    if (JedisURIHelper.isRedisSSLScheme(uri)) {
      config.sslOptions(SslOptions.defaults());
    }
    return config.build();
  }

  /** The address without what identifies the caller. */
  private static String redacted(URI uri) {
    return uri.toString().replaceFirst("//[^/]*@", "//");
  }

  /**
   * Does something that may be repeated.
   *
   * @param what for messages
   * @throws UnavailableException if the server did not answer in any attempt, or the calling thread
   *     was interrupted
   * @throws IllegalStateException if the server refuses
   */
  public <T> T call(String what, Function<RedisClient, T> operation) {
    Duration wait = settings.firstPause();
    for (int attempt = 1; ; attempt++) {
      try {
        return operation.apply(client);
      } catch (JedisDataException e) {
        if (!isTransient(e)) {
          throw new IllegalStateException(describe(what) + e.getMessage(), e);
        }
        giveUpAfter(attempt, what, e);
      } catch (JedisException | UnavailableException e) {
        giveUpAfter(attempt, what, e);
      }
      sleep(what, wait);
      wait = wait.multipliedBy(2);
    }
  }

  private static boolean isTransient(JedisDataException e) {
    String message = String.valueOf(e.getMessage());
    return TRANSIENT.stream()
        .anyMatch(word -> message.regionMatches(true, 0, word, 0, word.length()));
  }

  private void giveUpAfter(int attempt, String what, RuntimeException reason) {
    if (attempt >= settings.attempts()) {
      throw new UnavailableException(
          "%sno usable answer in %d attempts: %s"
              .formatted(describe(what), attempt, reason.getMessage()),
          reason);
    }
  }

  /** Waits between two looks at something that takes the server a while. */
  void sleep(String what, Duration duration) {
    try {
      pause.of(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException(describe(what) + "interrupted", e);
    }
  }

  private String describe(String what) {
    return "redis %s: %s: ".formatted(server, what);
  }

  /** Host and port. */
  @Override
  public String toString() {
    return server.toString();
  }

  @Override
  public void close() {
    client.close();
  }
}
