package io.lexiseg.prototypes.redisearch;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract on a server in this process. */
@ParameterizedClass
@MethodSource("combinations")
class RediSearchPrototypeIndexTest extends RediSearchContract {
  private static final FakeSearchModule MODULE = new FakeSearchModule();

  RediSearchPrototypeIndexTest(VectorIndexSettings settings) {
    super(settings);
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
