package io.lexiseg.prototypes.redisearch;

import java.net.URI;

class RediSearchExactIT extends RediSearchContract {
  RediSearchExactIT() {
    super(VectorIndexSettings.EXACT);
  }

  @Override
  URI server() {
    return TestRedis.uri();
  }
}
