package io.lexiseg.lab.speed;

import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Makes a large index out of a small one, so that real words find real keys among many: its pairs
 * again and again, the keys with other noise each time.
 */
final class EnlargedIndex {
  /** Length of the noise beside a unit key: keys of one noun have a cosine of about 0.9. */
  private static final double NOISE = 0.35;

  private static final int STEP = 10_000;

  private EnlargedIndex() {}

  /**
   * Writes one.
   *
   * @param from location of the small index
   * @param to location of the large one, where no generation 1 is
   * @param pairs how many it shall hold
   */
  static void write(String from, String to, int pairs) {
    try (PrototypeIndex small = PrototypeIndexes.open(from)) {
      IndexManifest manifest = small.manifest();
      IndexDescription description =
          new IndexDescription(
              PrototypeIndexes.nameOf(to),
              1,
              manifest.backbone(),
              manifest.keyDimension(),
              manifest.prototypeDimension(),
              Map.of("made from", manifest.name() + ", the same pairs with noise on their keys"));
      try (PrototypeIndexWriter large = PrototypeIndexes.create(to, description)) {
        fill(small, large, pairs);
        large.publish();
      }
    }
    System.out.printf(Locale.ROOT, "%s: %d pairs%n", to, pairs);
  }

  private static void fill(PrototypeIndex small, PrototypeIndexWriter large, int pairs) {
    int count = Math.toIntExact(small.manifest().count());
    int keyDimension = small.manifest().keyDimension();
    int prototypeDimension = small.manifest().prototypeDimension();
    long[] ids = new long[count];
    Arrays.setAll(ids, i -> i);
    List<String> nouns = small.nouns(ids);
    float[] keys = small.keys(ids);
    float[] prototypes = small.prototypes(ids);
    Random random = new Random(1);
    for (int i = 0; i < pairs; i++) {
      int source = i % count;
      float[] key = Arrays.copyOfRange(keys, source * keyDimension, (source + 1) * keyDimension);
      large.add(
          nouns.get(source),
          i < count ? key : noisy(key, random),
          Arrays.copyOfRange(
              prototypes, source * prototypeDimension, (source + 1) * prototypeDimension));
      if ((i + 1) % STEP == 0) {
        System.err.printf("%d of %d pairs%n", i + 1, pairs);
      }
    }
  }

  private static float[] noisy(float[] key, Random random) {
    double deviation = NOISE / Math.sqrt(key.length);
    double squares = 0;
    for (int d = 0; d < key.length; d++) {
      key[d] = (float) (key[d] + deviation * random.nextGaussian());
      squares += (double) key[d] * key[d];
    }
    for (int d = 0; d < key.length; d++) {
      key[d] = (float) (key[d] / Math.sqrt(squares));
    }
    return key;
  }
}
