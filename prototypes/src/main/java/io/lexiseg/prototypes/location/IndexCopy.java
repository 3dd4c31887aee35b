package io.lexiseg.prototypes.location;

import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/** Copies one index into another. */
public final class IndexCopy {
  private static final int BATCH = 1024;

  private IndexCopy() {}

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
