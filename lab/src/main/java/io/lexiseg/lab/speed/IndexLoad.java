package io.lexiseg.lab.speed;

import io.lexiseg.prototypes.ExactAnswer;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.Neighbour;
import io.lexiseg.prototypes.Probes;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.file.ExactNeighbours;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import io.lexiseg.prototypes.redis.ConnectionSettings;
import io.lexiseg.prototypes.redis.RedisLocation;
import io.lexiseg.prototypes.redisearch.Exploration;
import io.lexiseg.prototypes.redisearch.Generation;
import io.lexiseg.prototypes.redisearch.GenerationCatalog;
import io.lexiseg.prototypes.redisearch.GenerationMemory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Fills a search server with seeded pairs and measures what they take and how fast they are found.
 * Keys lie around the centres of nouns, as those of a real index do; a noun has a hundred of them.
 */
final class IndexLoad {
  private static final int PAIRS_OF_A_NOUN = 100;
  private static final double SPREAD = 0.6;
  private static final int STEP = 10_000;
  private static final int QUERIES = 100;
  private static final int NEIGHBOURS = 350;
  private static final double MEGABYTE = 1e6;
  private static final double MILLION = 1e6;
  private static final double BILLION = 1e9;

  private final String location;
  private final int pairs;
  private final int keyDimension;
  private final int prototypeDimension;

  /** Prepares a run; the location's index must not have a generation 1. */
  IndexLoad(String location, int pairs, int keyDimension, int prototypeDimension) {
    this.location = location;
    this.pairs = pairs;
    this.keyDimension = keyDimension;
    this.prototypeDimension = prototypeDimension;
  }

  /** Loads, prints, and leaves the index there. */
  void run() {
    load();
    try (GenerationCatalog catalog =
        GenerationCatalog.open(RedisLocation.parse(location), ConnectionSettings.DEFAULT)) {
      report(catalog.generation(1).orElseThrow(), catalog.memory(1));
    }
    try (PrototypeIndex index = PrototypeIndexes.open(location)) {
      measure(index);
    }
  }

  private void load() {
    IndexDescription description =
        new IndexDescription(
            PrototypeIndexes.nameOf(location),
            1,
            "random",
            keyDimension,
            prototypeDimension,
            Map.of("made by", "lab/run index-load"));
    long start = System.nanoTime();
    try (PrototypeIndexWriter writer = PrototypeIndexes.create(location, description)) {
      fill(writer, start);
      print("added after %.0f s", seconds(start));
      writer.publish();
    }
    print("published after %.0f s", seconds(start));
  }

  private void fill(PrototypeIndexWriter writer, long start) {
    Random random = new Random(1);
    for (int i = 0; i < pairs; i++) {
      int noun = i % Math.max(1, pairs / PAIRS_OF_A_NOUN);
      writer.add("noun " + noun, key(noun, random), prototype(random));
      if ((i + 1) % STEP == 0) {
        System.err.printf(
            Locale.ROOT, "\r%d/%d pairs, %.0f a second ", i + 1, pairs, (i + 1) / seconds(start));
      }
    }
    System.err.println();
  }

  private float[] key(int noun, Random random) {
    Random centre = new Random(noun);
    float[] key = new float[keyDimension];
    double squares = 0;
    for (int d = 0; d < keyDimension; d++) {
      key[d] = (float) (centre.nextGaussian() + SPREAD * random.nextGaussian());
      squares += (double) key[d] * key[d];
    }
    for (int d = 0; d < keyDimension; d++) {
      key[d] = (float) (key[d] / Math.sqrt(squares));
    }
    return key;
  }

  private float[] prototype(Random random) {
    float[] prototype = new float[prototypeDimension];
    for (int d = 0; d < prototypeDimension; d++) {
      prototype[d] = (float) (3 * random.nextGaussian());
    }
    return prototype;
  }

  private void report(Generation generation, GenerationMemory memory) {
    print("%s", generation.vectors());
    print(
        "memory: %d pairs %.0f MB, search index %.0f MB, together %.0f MB",
        memory.pairs(),
        memory.pairsBytes() / MEGABYTE,
        memory.searchBytes() / MEGABYTE,
        memory.totalBytes() / MEGABYTE);
    for (Exploration exploration : generation.explorations()) {
      print(
          "exploration: depth %d for K=%d, recall %.4f",
          exploration.depth(), exploration.neighbours(), exploration.recall());
    }
  }

  private void measure(PrototypeIndex index) {
    int k = Math.min(NEIGHBOURS, pairs);
    List<ExactAnswer> answers = ExactNeighbours.of(index, Probes.of(index, QUERIES), k);
    double[] searches = new double[QUERIES];
    double[] fetches = new double[QUERIES];
    long hits = 0;
    for (int q = 0; q < QUERIES; q++) {
      ExactAnswer answer = answers.get(q);
      long start = System.nanoTime();
      List<Neighbour> found = index.nearest(answer.query(), k);
      long searched = System.nanoTime();
      index.prototypes(found.stream().mapToLong(Neighbour::id).toArray());
      fetches[q] = (System.nanoTime() - searched) / MILLION;
      searches[q] = (searched - start) / MILLION;
      hits += answer.hits(found, k, index);
    }
    print("recall of %d neighbours: %.4f", k, (double) hits / ((long) k * QUERIES));
    print("search: %s", quantiles(searches));
    print("their prototypes: %s", quantiles(fetches));
  }

  private static String quantiles(double[] millis) {
    Arrays.sort(millis);
    return String.format(
        Locale.ROOT,
        "median %.1f ms, p99 %.1f ms",
        millis[millis.length / 2],
        millis[millis.length * 99 / 100]);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / BILLION;
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }
}
