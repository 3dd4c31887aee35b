package io.lexiseg.prototypes;

import io.lexiseg.prototypes.file.FilePrototypeIndex;
import io.lexiseg.prototypes.redisearch.ConnectionSettings;
import io.lexiseg.prototypes.redisearch.RediSearchPrototypeIndex;
import io.lexiseg.prototypes.redisearch.RedisLocation;
import io.lexiseg.prototypes.redisearch.SearchSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Opens prototype indexes by location; copies one into another. */
public final class PrototypeIndexes {
  private static final int BATCH = 1024;
  private static final String FILE_SCHEME = "file:";

  private PrototypeIndexes() {}

  /**
   * Opens the index at a location.
   *
   * @param location a folder, with or without {@code file:} in front, or {@code
   *     redis://host:port?index=NAME[&generation=N][&namespace=NS]}
   * @return the index, to be closed by the caller
   * @throws IllegalArgumentException if there is no index there
   * @throws IllegalStateException if the index there is damaged or of another version
   * @throws UnavailableException if the place does not answer
   */
  public static PrototypeIndex open(String location) {
    if (RedisLocation.matches(location)) {
      return RediSearchPrototypeIndex.open(
          RedisLocation.parse(location), SearchSettings.DEFAULT, ConnectionSettings.DEFAULT);
    }
    String path =
        location.startsWith(FILE_SCHEME)
            ? location.substring(FILE_SCHEME.length()).replaceFirst("^//(?=/)", "")
            : location;
    return FilePrototypeIndex.open(Path.of(path));
  }

  /**
   * Adds every pair of an index to a writer, in order of id, so that ids stay the same.
   *
   * @param source stays open
   * @param target gets the pairs; neither published nor closed
   * @throws IllegalArgumentException if the dimensions differ
   */
  public static void copy(PrototypeIndex source, PrototypeIndexWriter target) {
    IndexManifest manifest = source.manifest();
    for (long from = 0; from < manifest.count(); from += BATCH) {
      copyBatch(source, target, from, (int) Math.min(BATCH, manifest.count() - from));
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
