package io.lexiseg.prototypes.location;

import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.prototypes.file.FilePrototypeIndex;
import io.lexiseg.prototypes.file.FilePrototypeIndexWriter;
import io.lexiseg.prototypes.redis.ConnectionSettings;
import io.lexiseg.prototypes.redis.RedisLocation;
import io.lexiseg.prototypes.redisearch.GenerationCatalog;
import io.lexiseg.prototypes.redisearch.RediSearchPrototypeIndex;
import io.lexiseg.prototypes.redisearch.RediSearchPrototypeIndexWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongConsumer;

/** Opens prototype indexes by location; copies one into another. */
public final class PrototypeIndexes {
  private static final int BATCH = 1024;
  private static final String FILE_SCHEME = "file:";

  /** For a question that is asked again soon. */
  private static final ConnectionSettings LOOK =
      new ConnectionSettings(Duration.ofSeconds(2), 2, Duration.ofMillis(100));

  private PrototypeIndexes() {}

  /**
   * Opens the index at a location.
   *
   * @param location a folder, with or without {@code file:} in front, or {@code
   *     redis://host:port?index=NAME} with the parameters of a {@link RedisLocation}
   * @return the index, to be closed by the caller
   * @throws IllegalArgumentException if there is no index there
   * @throws IllegalStateException if the index there is damaged or of another version
   * @throws UnavailableException if the place does not answer
   */
  public static PrototypeIndex open(String location) {
    if (RedisLocation.matches(location)) {
      return RediSearchPrototypeIndex.open(
          RedisLocation.parse(location), ConnectionSettings.DEFAULT);
    }
    return FilePrototypeIndex.open(folder(location));
  }

  /**
   * Reads what {@link #open} would open now, without looking at its pairs.
   *
   * @throws IllegalArgumentException if there is no index there
   * @throws IllegalStateException if the manifest there is damaged or of another version
   * @throws UnavailableException if the place does not answer soon
   */
  public static IndexManifest manifest(String location) {
    if (!RedisLocation.matches(location)) {
      return FilePrototypeIndex.manifest(folder(location));
    }
    RedisLocation redis = RedisLocation.parse(location);
    try (GenerationCatalog catalog = GenerationCatalog.open(redis, LOOK)) {
      OptionalInt published =
          redis.generation().isPresent() ? redis.generation() : catalog.published();
      return published.stream()
          .boxed()
          .flatMap(number -> catalog.manifest(number).stream())
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "prototype index %s: expected %s in redis %s, found none"
                          .formatted(
                              redis.index(),
                              published.isPresent()
                                  ? "generation " + published.getAsInt()
                                  : "a published generation",
                              redis.server())));
    }
  }

  /**
   * Starts a generation at a location.
   *
   * @param location as for {@link #open}; a folder must be new or empty and gets prototypes stored
   *     as they are; in Redis the location says how it is kept, and its generation does not count
   * @return the writer, to be closed by the caller
   * @throws IllegalArgumentException if there is something in the way
   * @throws UnavailableException if the place does not answer
   */
  public static PrototypeIndexWriter create(String location, IndexDescription description) {
    if (RedisLocation.matches(location)) {
      return RediSearchPrototypeIndexWriter.create(
          RedisLocation.parse(location), description, ConnectionSettings.WRITING);
    }
    return FilePrototypeIndexWriter.create(folder(location), description, ComponentType.FLOAT32);
  }

  /** The absolute folder of a location; empty where it is in Redis. */
  public static Optional<Path> folderOf(String location) {
    return RedisLocation.matches(location)
        ? Optional.empty()
        : Optional.of(folder(location).toAbsolutePath().normalize());
  }

  /** The name an index has at a location unless it gets another: that of the folder or in Redis. */
  public static String nameOf(String location) {
    return folderOf(location)
        .map(folder -> String.valueOf(folder.getFileName()))
        .orElseGet(() -> RedisLocation.parse(location).index());
  }

  private static Path folder(String location) {
    return Path.of(
        location.startsWith(FILE_SCHEME)
            ? location.substring(FILE_SCHEME.length()).replaceFirst("^//(?=/)", "")
            : location);
  }

  /**
   * Adds every pair of an index to a writer, in order of id, so that ids stay the same.
   *
   * @param source stays open
   * @param target gets the pairs; neither published nor closed
   * @param copied told how many have been added, now and then
   * @throws IllegalArgumentException if the dimensions differ
   */
  public static void copy(PrototypeIndex source, PrototypeIndexWriter target, LongConsumer copied) {
    IndexManifest manifest = source.manifest();
    for (long from = 0; from < manifest.count(); from += BATCH) {
      int size = (int) Math.min(BATCH, manifest.count() - from);
      copyBatch(source, target, from, size);
      copied.accept(from + size);
    }
  }

  private static void copyBatch(
      PrototypeIndex source, PrototypeIndexWriter target, long from, int size) {
    long[] ids = new long[size];
    Arrays.setAll(ids, i -> from + i);
    int keyDimension = source.manifest().keyDimension();
    int prototypeDimension = source.manifest().prototypeDimension();
    List<String> nouns = source.nouns(ids);
    float[] keys = source.keys(ids);
    float[] prototypes = source.prototypes(ids);
    for (int i = 0; i < size; i++) {
      target.add(
          nouns.get(i),
          Arrays.copyOfRange(keys, i * keyDimension, (i + 1) * keyDimension),
          Arrays.copyOfRange(prototypes, i * prototypeDimension, (i + 1) * prototypeDimension));
    }
  }
}
