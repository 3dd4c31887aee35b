package io.lexiseg.lab.system;

import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.location.IndexCopy;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.random.TinyPack;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/**
 * The pack and the index that processors run on.
 *
 * @param pack folder of a pack, or the id of an installed one
 * @param index location of an index in a folder
 */
public record TestedModel(String pack, String index) {
  /** The pack that is generated. */
  public static final String TINY = "tiny";

  private static final int PROTOTYPES = 3000;

  /** Makes what has to be made, in a folder. */
  public static TestedModel prepare(String pack, Path folder, long seed) {
    if (!pack.equals(TINY)) {
      Path home = Path.of(System.getProperty("lexiseg.home", ""));
      return new TestedModel(pack, home.resolve("indexes").resolve(pack).toString());
    }
    ModelPack tiny = TinyPack.write(folder.resolve("pack"), seed);
    Path index = folder.resolve("index");
    writeRandom(index.toString(), tiny, new Random(seed));
    return new TestedModel(folder.resolve("pack").toString(), index.toString());
  }

  private static void writeRandom(String location, ModelPack pack, Random random) {
    IndexDescription description =
        new IndexDescription(
            "generated",
            1,
            pack.backbone(),
            TinyPack.TEXT_DIMENSION,
            TinyPack.DENSE_DIMENSION,
            Map.of("made", "random, for tests of the whole system"));
    try (PrototypeIndexWriter writer = PrototypeIndexes.create(location, description)) {
      for (int i = 0; i < PROTOTYPES; i++) {
        float[] key = gaussian(random, TinyPack.TEXT_DIMENSION);
        writer.add("noun " + i, unit(key), gaussian(random, TinyPack.DENSE_DIMENSION));
      }
      writer.publish();
    }
  }

  private static float[] gaussian(Random random, int dimension) {
    float[] vector = new float[dimension];
    for (int d = 0; d < dimension; d++) {
      vector[d] = (float) random.nextGaussian();
    }
    return vector;
  }

  private static float[] unit(float[] vector) {
    double squares = 0;
    for (float component : vector) {
      squares += (double) component * component;
    }
    for (int d = 0; d < vector.length; d++) {
      vector[d] = (float) (vector[d] / Math.sqrt(squares));
    }
    return vector;
  }

  /** Copies the index to a place in Redis, unless there is one already. */
  public void publishTo(String location) {
    if (isThere(location)) {
      return;
    }
    try (PrototypeIndex source = PrototypeIndexes.open(index);
        PrototypeIndexWriter writer =
            PrototypeIndexes.create(location, description(source, location))) {
      IndexCopy.copy(source, writer, copied -> {});
      writer.publish();
    }
  }

  /** The same under the name that the location has. */
  private static IndexDescription description(PrototypeIndex source, String location) {
    IndexDescription same = source.manifest().describe();
    return new IndexDescription(
        PrototypeIndexes.nameOf(location),
        same.generation(),
        same.backbone(),
        same.keyDimension(),
        same.prototypeDimension(),
        same.provenance());
  }

  private static boolean isThere(String location) {
    try (PrototypeIndex there = PrototypeIndexes.open(location)) {
      return there.manifest().count() > 0;
    } catch (IllegalArgumentException e) {
      return false; // no index there
    }
  }

  /** The same location behind another port of this machine. */
  public static String behind(String location, int port) {
    URI uri = URI.create(location);
    String userInfo = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo() + "@";
    return "%s://%s127.0.0.1:%d%s?%s"
        .formatted(uri.getScheme(), userInfo, port, uri.getRawPath(), uri.getRawQuery());
  }
}
