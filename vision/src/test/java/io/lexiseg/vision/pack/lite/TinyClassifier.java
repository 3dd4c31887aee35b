package io.lexiseg.vision.pack.lite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Writes a residual classifier of the same layout as the real one, very narrow, random weights. */
final class TinyClassifier {
  static final int CATEGORIES = 12;
  static final int DIMENSION = 6;
  private static final int WIDTH = 2;

  private final SplittableRandom random;
  private final List<String> manifest = new ArrayList<>();
  private final List<String> layers = new ArrayList<>();
  private final List<Float> values = new ArrayList<>();

  private TinyClassifier(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Writes {@code model.json} and two shards; stages of one block, the last of two. */
  static Path write(Path folder, long seed) throws IOException {
    TinyClassifier classifier = new TinyClassifier(seed);
    classifier.convolution("conv1", "bn_conv1", 7, 3, 4);
    int in = 4;
    for (int stage = 2; stage <= 5; stage++) {
      for (String block : stage == 5 ? List.of("a", "b") : List.of("a")) {
        classifier.block(stage + block + "_branch", in, block.equals("a"));
        in = DIMENSION;
      }
    }
    classifier.weights("fc1000/kernel", 1, DIMENSION, CATEGORIES);
    classifier.weights("fc1000/bias", 1, CATEGORIES);
    return classifier.save(folder);
  }

  private void block(String name, int in, boolean first) {
    convolution("res" + name + "2a", "bn" + name + "2a", 1, in, WIDTH);
    convolution("res" + name + "2b", "bn" + name + "2b", 3, WIDTH, WIDTH);
    convolution("res" + name + "2c", "bn" + name + "2c", 1, WIDTH, DIMENSION);
    if (first) {
      convolution("res" + name + "1", "bn" + name + "1", 1, in, DIMENSION);
    }
  }

  private void convolution(String layer, String normalisation, int side, int in, int out) {
    weights(layer + "/kernel", Math.sqrt(2.0 / (side * side * in)), side, side, in, out);
    weights(layer + "/bias", 0.1, out);
    for (String name : List.of("gamma", "beta", "moving_mean", "moving_variance")) {
      weights(normalisation + "/" + name, 0.2, out);
    }
    layers.add("{\"name\":\"%s\",\"config\":{\"epsilon\":0.001}}".formatted(normalisation));
  }

  private void weights(String name, double spread, int... shape) {
    int count = 1;
    List<String> sides = new ArrayList<>();
    for (int side : shape) {
      count *= side;
      sides.add(Integer.toString(side));
    }
    manifest.add(
        "{\"name\":\"%s\",\"shape\":[%s],\"dtype\":\"float32\"}"
            .formatted(name, String.join(",", sides)));
    boolean positive = name.endsWith("gamma") || name.endsWith("variance");
    for (int i = 0; i < count; i++) {
      values.add((float) ((positive ? 1 : 0) + spread * (2 * random.nextDouble() - 1)));
    }
  }

  private Path save(Path folder) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    values.forEach(bytes::putFloat);
    int half = bytes.capacity() / 2 + 1; // a weight lies across the border, as in real shards
    Files.write(folder.resolve("a.bin"), Arrays.copyOf(bytes.array(), half));
    Files.write(folder.resolve("b.bin"), Arrays.copyOfRange(bytes.array(), half, bytes.capacity()));
    return Files.writeString(
        folder.resolve("model.json"),
        String.format(
            Locale.ROOT,
            "{\"format\":\"layers-model\",\"modelTopology\":{\"config\":{\"layers\":[%s]}},"
                + "\"weightsManifest\":[{\"paths\":[\"a.bin\",\"b.bin\"],\"weights\":[%s]}]}",
            String.join(",", layers),
            String.join(",", manifest)));
  }
}
