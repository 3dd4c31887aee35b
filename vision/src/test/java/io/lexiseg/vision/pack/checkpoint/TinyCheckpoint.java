package io.lexiseg.vision.pack.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexiseg.vision.pack.safetensors.TensorFiles;
import io.lexiseg.vision.pack.safetensors.TensorFiles.Values;
import io.lexiseg.vision.pack.transformer.ClipActivation;
import io.lexiseg.vision.pack.transformer.TransformerSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * Checkpoints of small networks as the libraries name and shape their tensors ({@code
 * tools/export/namings.py} has written that down), filled with weights that follow from a tensor's
 * common name. So all namings of a network hold the same weights.
 */
final class TinyCheckpoint {
  static final int WIDTH = 16;
  private static final int GRID = 4;
  private static final String PART = "model-0000%d-of-00002.safetensors";

  private final String naming;
  private final String network;
  private final Map<String, Values> tensors = new TreeMap<>();

  private TinyCheckpoint(JsonNode json) {
    this.naming = json.get("naming").asText();
    this.network = json.get("network").asText();
    json.get("tensors")
        .properties()
        .forEach(
            tensor -> tensors.put(tensor.getKey(), values(tensor.getKey(), tensor.getValue())));
  }

  /** What the libraries call their tensors: one object a naming. */
  static List<JsonNode> namings() {
    try (InputStream in =
        Objects.requireNonNull(TinyCheckpoint.class.getResourceAsStream("namings.json"))) {
      JsonNode json = JsonMapper.builder().build().readTree(in);
      return StreamSupport.stream(json.spliterator(), false).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TinyCheckpoint of(String naming) {
    return namings().stream()
        .filter(json -> json.get("naming").asText().equals(naming))
        .map(TinyCheckpoint::new)
        .findFirst()
        .orElseThrow();
  }

  /** A pack of a local backbone of that kind and of CLIP, both as small as the checkpoints. */
  static EncoderRecipe recipe(String id, String network) {
    boolean clip = network.equals("clip") || network.equals("clip backbone");
    TransformerSize size = new TransformerSize(2, WIDTH, 2);
    return new EncoderRecipe(
        id,
        new LocalBackbone(
            "tiny-" + network.replace(' ', '-'),
            "tiny",
            clip ? LocalBackbone.Family.CLIP : LocalBackbone.Family.DINO,
            size,
            8,
            GRID,
            56,
            network.equals("registers") ? 4 : 0,
            !network.equals("plain"),
            ClipActivation.GELU,
            "Apache-2.0",
            List.of()),
        new ClipTowers(
            "tiny-clip", size, 8, 32, new TransformerSize(2, 4, 2), 8, "MIT", List.of()));
  }

  String network() {
    return network;
  }

  /** Replaces or adds a tensor. */
  TinyCheckpoint with(String name, float[] values, long... shape) {
    tensors.put(name, new Values(values, shape));
    return this;
  }

  TinyCheckpoint without(String name) {
    tensors.remove(name);
    return this;
  }

  /** Puts something before all names. */
  TinyCheckpoint prefixed(String prefix) {
    Map<String, Values> renamed = new TreeMap<>();
    tensors.forEach((name, values) -> renamed.put(prefix + name, values));
    tensors.clear();
    tensors.putAll(renamed);
    return this;
  }

  Path write(Path file) throws IOException {
    return TensorFiles.write(file, tensors);
  }

  /** Two files and the index that names them. */
  Path writeInParts(Path folder) throws IOException {
    Map<String, Values> first = new TreeMap<>();
    Map<String, Values> second = new TreeMap<>();
    Map<String, String> index = new TreeMap<>();
    tensors.forEach(
        (name, values) -> {
          boolean even = index.size() % 2 == 0;
          (even ? first : second).put(name, values);
          index.put(name, even ? PART.formatted(1) : PART.formatted(2));
        });
    TensorFiles.write(folder.resolve(PART.formatted(1)), first);
    TensorFiles.write(folder.resolve(PART.formatted(2)), second);
    String json = JsonMapper.builder().build().writeValueAsString(Map.of("weight_map", index));
    return Files.writeString(folder.resolve("model.safetensors.index.json"), json);
  }

  private Values values(String name, JsonNode tensor) {
    long[] shape =
        StreamSupport.stream(tensor.get("shape").spliterator(), false)
            .mapToLong(JsonNode::asLong)
            .toArray();
    int count = (int) Arrays.stream(shape).reduce(1, Math::multiplyExact);
    String tower = tensor.hasNonNull("picture") ? "picture" : "text";
    String common = tower + " " + tensor.path(tower).asText(name);
    if (common.contains(".qkv.")) {
      return new Values(joined(common, count / 3), shape);
    }
    if (common.equals("picture positions")) {
      return new Values(positions(common, count), shape);
    }
    float[] values = drawn(common, count);
    boolean transposed = naming.equals("open_clip") && common.endsWith("projection.weight");
    return new Values(
        transposed ? transposed(values, (int) shape[0], (int) shape[1]) : values, shape);
  }

  /** Where a table has a row for the class token, that one is zero. */
  private static float[] positions(String common, int count) {
    float[] patches = drawn(common, GRID * GRID * WIDTH);
    float[] all = new float[count];
    System.arraycopy(patches, 0, all, count - patches.length, patches.length);
    return all;
  }

  private static float[] joined(String common, int each) {
    float[] all = new float[3 * each];
    for (int i = 0; i < 3; i++) {
      String part = common.replace(".qkv.", "." + "qkv".charAt(i) + ".");
      System.arraycopy(drawn(part, each), 0, all, i * each, each);
    }
    return all;
  }

  /** The matrix {@code [rows, columns]} whose transposed one has these values. */
  private static float[] transposed(float[] values, int rows, int columns) {
    float[] result = new float[values.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        result[row * columns + column] = values[column * rows + row];
      }
    }
    return result;
  }

  private static float[] drawn(String common, int count) {
    SplittableRandom random = new SplittableRandom(common.hashCode());
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble() - 0.5f;
    }
    return values;
  }
}
