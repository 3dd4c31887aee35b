package io.lexiseg.prototypes.redisearch;

import io.lexiseg.prototypes.redis.RedisLocation;
import io.lexiseg.prototypes.redis.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A real server: the one named in the environment, else one in a container. */
final class TestRedis {
  private static final Path NOTE = Path.of("target", "skipped-cases.txt");
  private static final String VARIABLE = "LEXISEG_TEST_REDIS";
  private static final String SKIPPED =
      "SKIPPED: the RediSearch cases; to run them: Docker, or "
          + VARIABLE
          + "=redis://host:port[?trust=FILE...] of a server with the search module, and mvn verify";
  private static final String IMAGE = "redis:8";
  private static final int PORT = 6379;
  private static final Optional<RedisServer> SERVER = find();

  private TestRedis() {}

  static RedisServer server() {
    Assumptions.assumeTrue(SERVER.isPresent(), SKIPPED);
    return SERVER.orElseThrow();
  }

  private static Optional<RedisServer> find() {
    Optional<RedisServer> found = look();
    note(found.isEmpty());
    return found;
  }

  /** The last test of the build, in another module, says what was skipped. */
  private static void note(boolean skipped) {
    try {
      Files.deleteIfExists(NOTE);
      if (skipped) {
        Files.writeString(
            Files.createDirectories(NOTE.getParent()).resolve(NOTE.getFileName()), SKIPPED + "\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<RedisServer> look() {
    String named = System.getenv(VARIABLE);
    if (named != null && !named.isBlank()) {
      return Optional.of(parse(named));
    }
    if (DockerClientFactory.instance().isDockerAvailable()) {
      return Optional.of(container());
    }
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
