package io.lexiseg.prototypes.redisearch;

import io.lexiseg.prototypes.redis.RedisConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;

/**
 * What a generation takes of the server's memory.
 *
 * @param pairs that are searchable
 * @param pairsBytes of the pairs' hashes, from a sample of them
 * @param searchBytes of the search index, which holds the keys a second time
 */
public record GenerationMemory(long pairs, long pairsBytes, long searchBytes) {
  private static final int SAMPLE = 100;

  static GenerationMemory measure(RedisConnection connection, EntryNames names, int generation) {
    SearchIndex search = new SearchIndex(connection, names, generation);
    if (!search.exists()) {
      return new GenerationMemory(0, 0, 0);
    }
    IndexState state = search.state();
    long pairs = state.documents();
    List<byte[]> sample = new ArrayList<>();
    for (long i = 0; i < Math.min(SAMPLE, pairs); i++) {
      sample.add(names.pair(generation, i * pairs / Math.min(SAMPLE, pairs)));
    }
    double mean =
        connection.call(
            "memory of " + names.searchIndex(generation), client -> mean(client, sample));
    return new GenerationMemory(pairs, Math.round(mean * pairs), state.sizeBytes());
  }

  private static double mean(RedisClient client, List<byte[]> entries) {
    List<Response<Long>> answers = new ArrayList<>();
    try (AbstractPipeline pipeline = client.pipelined()) {
      entries.forEach(entry -> answers.add(pipeline.memoryUsage(entry, 0)));
      pipeline.sync();
    }
    return answers.stream()
        .map(Response::get)
        .filter(Objects::nonNull)
        .mapToLong(Long::longValue)
        .average()
        .orElse(0);
  }

  /** Both together. */
  public long totalBytes() {
    return pairsBytes + searchBytes;
  }
}
