package io.lexiseg.prototypes.redis;

import io.lexiseg.prototypes.UnavailableException;
import java.time.Duration;
import java.util.function.Function;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * A pool of connections to one Redis server that tries again, with growing pauses, where the server
 * does not answer or asks for patience.
 *
 * <p>It speaks RESP2, which a server speaks before any {@code HELLO}. A command marked {@link
 * CommandArguments#blocking} gets the time of a search.
 *
 * <p><b>Threads:</b> any number.
 */
public final class RedisConnection implements AutoCloseable {
  /** Waits. */
  @FunctionalInterface
  public interface Pause {
    void of(Duration duration) throws InterruptedException;
  }

  private final RedisServer server;
  private final HostAndPort hostAndPort;
  private final ConnectionSettings settings;
  private final Pause pause;
  private final RedisClient client;

  private RedisConnection(RedisServer server, ConnectionSettings settings, Pause pause) {
    this.server = server;
    this.hostAndPort = JedisURIHelper.getHostAndPort(server.address());
    this.settings = settings.with(server.timeouts());
    this.pause = pause;
    // The client is told its protocol, else it connects here to find out; servers are not told.
    this.client =
        RedisClient.builder()
            .clientConfig(DefaultJedisClientConfig.builder().protocol(RedisProtocol.RESP2).build())
            .connectionProvider(
                new UnhurriedPool(
                    hostAndPort, clientConfig(server, this.settings), poolConfig(this.settings)))
            .build();
  }

  /**
   * Prepares connections; none is made before the first call.
   *
   * @param settings of the caller; time-outs that the server's location names come first
   * @throws IllegalArgumentException if a password or certificate is not where it should be
   */
  public static RedisConnection open(RedisServer server, ConnectionSettings settings) {
    return open(server, settings, duration -> Thread.sleep(duration.toMillis()));
  }

  public static RedisConnection open(RedisServer server, ConnectionSettings settings, Pause pause) {
    server.credentials();
    return new RedisConnection(server, settings, pause);
  }

  private static JedisClientConfig clientConfig(RedisServer server, ConnectionSettings settings) {
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder()
            .serverDefaultProtocol()
            .connectionTimeoutMillis(Math.toIntExact(settings.connect().toMillis()))
            .socketTimeoutMillis(Math.toIntExact(settings.command().toMillis()))
            .blockingSocketTimeoutMillis(Math.toIntExact(settings.search().toMillis()))
            .credentialsProvider(server::credentials)
            .database(JedisURIHelper.getDBIndex(server.address()));
    if (server.tls()) {
      config.sslOptions(Trust.options(server.authorities()));
    }
    return config.build();
  }

  /** A thread waits for a free connection as long as for an answer. */
  private static GenericObjectPoolConfig<Connection> poolConfig(ConnectionSettings settings) {
    ConnectionPoolConfig config = new ConnectionPoolConfig();
    config.setMaxWait(settings.command());
    return config;
  }

  /** What holds for this connection. */
  public ConnectionSettings settings() {
    return settings;
  }

  /**
   * Does something that may be repeated.
   *
   * @param what for messages
   * @throws UnavailableException if the server did not answer in time or in any attempt, or the
   *     calling thread was interrupted
   * @throws IllegalStateException if the server refuses, or is not to be trusted
   */
  public <T> T call(String what, Function<RedisClient, T> operation) {
    Duration wait = settings.firstPause();
    for (int attempt = 1; ; attempt++) {
      try {
        return operation.apply(client);
      } catch (JedisException | UnavailableException e) {
        giveUpAfter(attempt, what, e);
      }
      sleep(what, wait);
      wait = wait.multipliedBy(2);
    }
  }

  private void giveUpAfter(int attempt, String what, RuntimeException reason) {
    Trouble trouble = Trouble.of(reason, server);
    if (trouble.kind() == Trouble.Kind.REFUSED) {
      throw new IllegalStateException(describe(what) + trouble.message(), reason);
    }
    if (trouble.kind() == Trouble.Kind.LATE || attempt >= settings.attempts()) {
      throw new UnavailableException(
          "%sno usable answer in %d attempts: %s"
              .formatted(describe(what), attempt, trouble.message()),
          reason);
    }
  }

  /** Waits between two looks at something that takes the server a while. */
  public void sleep(String what, Duration duration) {
    try {
      pause.of(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException(describe(what) + "interrupted", e);
    }
  }

  private String describe(String what) {
    return "redis %s: %s: ".formatted(hostAndPort, what);
  }

  /** Host and port. */
  @Override
  public String toString() {
    return hostAndPort.toString();
  }

  @Override
  public void close() {
    client.close();
  }
}
