package io.lexiseg.prototypes.redisearch;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;

/** The contract on a server in this process. */
class RediSearchPrototypeIndexTest extends RediSearchContract {
  private static final FakeSearchModule MODULE = new FakeSearchModule();

  RediSearchPrototypeIndexTest() {
    super(VectorIndexSettings.GRAPH);
  }

  @Override
  URI server() {
    return MODULE.uri();
  }

  @AfterAll
  static void stop() {
    MODULE.close();
  }
}
