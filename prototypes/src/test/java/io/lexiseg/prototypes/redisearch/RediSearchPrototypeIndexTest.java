package io.lexiseg.prototypes.redisearch;

import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.redis.RedisServer;
import io.lexiseg.prototypes.redis.VectorIndexSettings;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract on a server in this process. */
@ParameterizedClass
@MethodSource("everyAlgorithmAndType")
class RediSearchPrototypeIndexTest extends RediSearchContract {
  private static final FakeSearchModule MODULE = new FakeSearchModule();

  RediSearchPrototypeIndexTest(VectorIndexSettings settings) {
    super(settings);
  }

  /** The server in this process is slow; all four combinations run on a real one. */
  static Stream<VectorIndexSettings> everyAlgorithmAndType() {
    ComponentType half = ComponentType.FLOAT16;
    return Stream.of(VectorIndexSettings.EXACT, VectorIndexSettings.GRAPH.keptAs(half, half));
  }

  @Override
  RedisServer writingServer() {
    return RedisServer.of(MODULE.uri());
  }

  @Override
  RedisServer readingServer() {
    return RedisServer.of(MODULE.uri());
  }

  @AfterAll
  static void stop() {
    MODULE.close();
  }
}
