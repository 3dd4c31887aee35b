package io.lexiseg.prototypes.redis;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.RedisCredentials;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * A Redis server with how to get in.
 *
 * @param address {@code redis://[user[:password]@]host:port[/database]}, {@code rediss} for TLS
 * @param password where it comes from
 * @param authorities PEM files with certificates to trust; empty: those that Java trusts
 * @param timeouts that differ from a caller's own
 */
public record RedisServer(
    URI address, Secret password, List<Path> authorities, Map<Timeout, Duration> timeouts) {
  public RedisServer {
    authorities = List.copyOf(authorities);
    timeouts = Map.copyOf(timeouts);
    boolean tls = JedisURIHelper.isRedisSSLScheme(address);
    if (!(tls || JedisURIHelper.isRedisScheme(address)) || !JedisURIHelper.isValid(address)) {
      throw new IllegalArgumentException(
          "redis: expected redis://[user[:password]@]host:port[/database], got "
              + redacted(address));
    }
    if (!tls && !authorities.isEmpty()) {
      throw new IllegalArgumentException(
          "redis: expected rediss:// where certificates are named, got " + redacted(address));
    }
    if (password.source() != Secret.Source.ADDRESS && !part(address, 1).isEmpty()) {
      throw new IllegalArgumentException(
          "redis: expected a password in one place, got %s and %s"
              .formatted(redacted(address), password.name()));
    }
  }

  /**
   * A server that needs no more than its address says.
   *
   * @throws IllegalArgumentException if the address is not of the form above
   */
  public static RedisServer of(URI address) {
    return new RedisServer(address, Secret.IN_ADDRESS, List.of(), Map.of());
  }

  boolean tls() {
    return JedisURIHelper.isRedisSSLScheme(address);
  }

  /** The user, {@code default} where the address names none. */
  String user() {
    String user = part(address, 0);
    return user.isEmpty() ? "default" : user;
  }

  /** How to introduce oneself; read anew each time. */
  RedisCredentials credentials() {
    String user = part(address, 0);
    String secret = password.read(part(address, 1));
    return new DefaultRedisCredentials(
        user.isEmpty() ? null : user, secret.isEmpty() ? null : secret);
  }

  /** User or password; empty where the address has none. */
  private static String part(URI address, int position) {
    String[] parts = Objects.requireNonNullElse(address.getUserInfo(), "").split(":", 2);
    return position < parts.length ? parts[position] : "";
  }

  /** The address without what identifies the caller. */
  private static String redacted(URI uri) {
    return uri.toString().replaceFirst("//[^/]*@", "//");
  }

  /** The address without user and password. */
  @Override
  public String toString() {
    return redacted(address);
  }
}
