package io.lexiseg.prototypes.redisearch;

import java.net.URI;

class RediSearchGraphIT extends RediSearchContract {
  RediSearchGraphIT() {
    super(VectorIndexSettings.GRAPH);
  }

  @Override
  URI server() {
    return TestRedis.uri();
  }
}
