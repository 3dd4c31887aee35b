package io.lexiseg.prototypes.location;

import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.redis.ConnectionSettings;
import io.lexiseg.prototypes.redis.RedisLocation;
import io.lexiseg.prototypes.redisearch.Generation;
import io.lexiseg.prototypes.redisearch.GenerationCatalog;
import io.lexiseg.prototypes.redisearch.RediSearchPrototypeIndex;
import io.lexiseg.prototypes.redisearch.RediSearchPrototypeIndexWriter;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * A Redis that holds many generations.
 *
 * @param redis says how generations are kept; the one it names does not count for new ones
 */
record RedisPlace(RedisLocation redis) implements IndexPlace {
  /** For a question that is asked again soon. */
  private static final ConnectionSettings LOOK =
      new ConnectionSettings(Duration.ofSeconds(2), 2, Duration.ofMillis(100));

  @Override
  public IndexManifest manifest() {
    try (GenerationCatalog catalog = GenerationCatalog.open(redis, LOOK)) {
      OptionalInt wanted =
          redis.generation().isPresent() ? redis.generation() : catalog.published();
      return wanted.stream()
          .boxed()
          .flatMap(number -> catalog.manifest(number).stream())
          .findFirst()
          .orElseThrow(() -> missing(wanted));
    }
  }

  private IllegalArgumentException missing(OptionalInt wanted) {
    return new IllegalArgumentException(
        "prototype index %s: expected %s in redis %s, found none"
            .formatted(
                redis.index(),
                wanted.isPresent() ? "generation " + wanted.getAsInt() : "a published generation",
                redis.server()));
  }

  @Override
  public PrototypeIndex open() {
    return RediSearchPrototypeIndex.open(redis, ConnectionSettings.DEFAULT);
  }

  @Override
  public PrototypeIndexWriter create(IndexDescription description) {
    return RediSearchPrototypeIndexWriter.create(redis, description, ConnectionSettings.WRITING);
  }

  @Override
  public int nextGeneration() {
    try (GenerationCatalog catalog = GenerationCatalog.open(redis, ConnectionSettings.DEFAULT)) {
      int published = catalog.published().orElse(0);
      SortedMap<Integer, Generation> all = catalog.generations();
      return 1 + (all.isEmpty() ? published : Math.max(published, all.lastKey()));
    }
  }

  /** {@inheritDoc} The same as {@link #create}: it holds many generations anyway. */
  @Override
  public PrototypeIndexWriter add(IndexDescription description) {
    return create(description);
  }

  @Override
  public void drop(int generation) {
    try (GenerationCatalog catalog = GenerationCatalog.open(redis, ConnectionSettings.WRITING)) {
      catalog.drop(generation);
    }
  }
}
