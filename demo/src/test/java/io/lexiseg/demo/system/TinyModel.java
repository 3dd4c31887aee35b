package io.lexiseg.demo.system;

import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.file.FilePrototypeIndexWriter;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.random.TinyPack;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** The generated pack with an index of random prototypes, in two folders. */
public record TinyModel(Path pack, Path index) {
  private static final int PROTOTYPES = 3000;

  /** Writes both below a folder. */
  public static TinyModel write(Path folder) {
    Path index = folder.resolve("index");
    ModelPack pack = TinyPack.write(folder.resolve("pack"), 1);
    IndexDescription description =
        new IndexDescription(
            "random",
            1,
            pack.backbone(),
            TinyPack.TEXT_DIMENSION,
            TinyPack.DENSE_DIMENSION,
            Map.of());
    Random random = new Random(2);
    try (FilePrototypeIndexWriter writer =
        FilePrototypeIndexWriter.create(index, description, ComponentType.FLOAT32)) {
      for (int i = 0; i < PROTOTYPES; i++) {
        writer.add(
            "noun " + i,
            unit(vector(random, TinyPack.TEXT_DIMENSION)),
            vector(random, TinyPack.DENSE_DIMENSION));
      }
      writer.publish();
    }
    return new TinyModel(folder.resolve("pack"), index);
  }

  private static float[] vector(Random random, int dimension) {
    float[] vector = new float[dimension];
    for (int d = 0; d < dimension; d++) {
      vector[d] = (float) random.nextGaussian();
    }
    return vector;
  }

  private static float[] unit(float[] vector) {
    double squares = 0;
    for (float component : vector) {
      squares += component * component;
    }
    for (int d = 0; d < vector.length; d++) {
      vector[d] = (float) (vector[d] / Math.sqrt(squares));
    }
    return vector;
  }
}
