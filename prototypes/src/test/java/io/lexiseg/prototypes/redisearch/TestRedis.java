package io.lexiseg.prototypes.redisearch;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A real server: the one named in the environment, else one in a container. */
final class TestRedis {
  private static final Logger LOGGER = LoggerFactory.getLogger(TestRedis.class);
  private static final String VARIABLE = "LEXISEG_TEST_REDIS";
  private static final String SKIPPED =
      "RediSearch tests skipped: they need Docker, or "
          + VARIABLE
          + "=redis://host:port[?trust=FILE...] of a server with the search module";
  private static final String IMAGE = "redis:8";
  private static final int PORT = 6379;
  private static final Optional<RedisServer> SERVER = find();

  private TestRedis() {}

  static RedisServer server() {
    Assumptions.assumeTrue(SERVER.isPresent(), SKIPPED);
    return SERVER.orElseThrow();
  }

  private static Optional<RedisServer> find() {
    String named = System.getenv(VARIABLE);
    if (named != null && !named.isBlank()) {
      return Optional.of(parse(named));
    }
    if (DockerClientFactory.instance().isDockerAvailable()) {
      return Optional.of(container());
    }
    LOGGER.warn(SKIPPED);
    return Optional.empty();
  }

  /** Stopped by the library when the tests' process ends. */
  /** A location without an index. */
  private static RedisServer parse(String named) {
    return RedisLocation.parse(named + (named.contains("?") ? "&" : "?") + "index=any").server();
  }

  private static RedisServer container() {
    GenericContainer<?> redis =
        new GenericContainer<>(DockerImageName.parse(IMAGE)).withExposedPorts(PORT);
    redis.start();
    return parse("redis://" + redis.getHost() + ":" + redis.getMappedPort(PORT));
  }
}
