package io.lexiseg.prototypes.redisearch;

import io.lexiseg.prototypes.redis.RedisConnection;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** Removes whatever there is of a generation; may be repeated where it was interrupted. */
final class GenerationRemoval {
  private static final String REMOVAL = "removal";
  private static final int BATCH = 1000;

  private final RedisConnection connection;
  private final EntryNames names;
  private final int generation;

  GenerationRemoval(RedisConnection connection, EntryNames names, int generation) {
    this.connection = connection;
    this.names = names;
    this.generation = generation;
  }

  void run() {
    String number = Integer.toString(generation);
    String what = "drop " + names.searchIndex(generation);
    connection.call(what, c -> c.hset(names.unfinished(), number, REMOVAL));
    connection.call(what, c -> c.hdel(names.generations(), number));
    SearchIndex search = new SearchIndex(connection, names, generation);
    if (search.exists()) {
      search.drop();
    }
    ScanParams pattern = new ScanParams().match(names.prefix(generation) + "*").count(BATCH);
    String cursor = ScanParams.SCAN_POINTER_START;
    do {
      cursor = dropSome(what, cursor, pattern);
    } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    connection.call(what, c -> c.hdel(names.unfinished(), number));
  }

  private String dropSome(String what, String cursor, ScanParams pattern) {
    ScanResult<String> page = connection.call(what, c -> c.scan(cursor, pattern));
    String[] entries = page.getResult().toArray(String[]::new);
    if (entries.length > 0) {
      connection.call(what, c -> c.unlink(entries)); // all in one slot, by their tag
    }
    return page.getCursor();
  }
}
