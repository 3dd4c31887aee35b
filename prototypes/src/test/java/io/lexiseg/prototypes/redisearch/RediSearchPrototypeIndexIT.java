package io.lexiseg.prototypes.redisearch;

import io.lexiseg.prototypes.redis.RedisServer;
import io.lexiseg.prototypes.redis.VectorIndexSettings;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract on a real server. */
@ParameterizedClass
@MethodSource("combinations")
class RediSearchPrototypeIndexIT extends RediSearchContract {
  RediSearchPrototypeIndexIT(VectorIndexSettings settings) {
    super(settings);
  }

  @Override
  RedisServer writingServer() {
    return TestRedis.server();
  }

  @Override
  RedisServer readingServer() {
    return TestRedis.server();
  }
}
