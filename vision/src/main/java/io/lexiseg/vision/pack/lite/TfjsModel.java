package io.lexiseg.vision.pack.lite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexiseg.vision.pack.Checksums;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model in the TensorFlow.js layers format: {@code model.json} beside shards that hold the
 * weights one after the other, little-endian 32-bit floats in the order of the manifest.
 */
final class TfjsModel {
  private record Slice(List<Long> shape, int offset, int length) {}

  private final Path file;
  private final byte[] bytes;
  private final Map<String, Slice> slices;
  private final Map<String, JsonNode> layers;

  private TfjsModel(
      Path file, byte[] bytes, Map<String, Slice> slices, Map<String, JsonNode> layers) {
    this.file = file;
    this.bytes = bytes;
    this.slices = slices;
    this.layers = layers;
  }

  /**
   * Reads a model.
   *
   * @param file {@code model.json}; the shards lie beside it
   * @throws IOException if a file is missing, the format is another one, or the shards do not hold
   *     exactly the weights of the manifest
   */
  static TfjsModel read(Path file) throws IOException {
    JsonNode json = JsonMapper.builder().build().readTree(Files.readString(file));
    if (!json.path("format").asText().equals("layers-model")) {
      throw new IOException(
          "%s: expected the format layers-model, got '%s'"
              .formatted(file, json.path("format").asText()));
    }
    Map<String, Slice> slices = new HashMap<>();
    ByteArrayOutputStream shards = new ByteArrayOutputStream();
    int offset = 0;
    for (JsonNode group : json.path("weightsManifest")) {
      for (JsonNode weights : group.path("weights")) {
        Slice slice = slice(file, weights, offset);
        slices.put(weights.path("name").asText(), slice);
        offset = Math.addExact(offset, Math.multiplyExact(slice.length(), Float.BYTES));
      }
      for (Path shard : paths(file, group)) {
        Files.copy(shard, shards);
      }
    }
    if (shards.size() != offset) {
      throw new IOException(
          "%s: expected shards of %d bytes in all, got %d".formatted(file, offset, shards.size()));
    }
    return new TfjsModel(file, shards.toByteArray(), slices, layers(json));
  }

  private static List<Path> paths(Path file, JsonNode group) throws IOException {
    List<Path> paths = new ArrayList<>();
    for (JsonNode path : group.path("paths")) {
      Path shard = file.resolveSibling(path.asText()).normalize();
      if (!file.resolveSibling(shard.getFileName()).normalize().equals(shard)) {
        throw new IOException(
            "%s: expected shards beside it, got %s".formatted(file, path.asText()));
      }
      paths.add(shard);
    }
    return paths;
  }

  private static Slice slice(Path file, JsonNode weights, int offset) throws IOException {
    if (!weights.path("dtype").asText().equals("float32") || weights.has("quantization")) {
      throw new IOException(
          "%s: %s: expected plain float32 weights, got %s"
              .formatted(file, weights.path("name").asText(), weights));
    }
    List<Long> shape = new ArrayList<>();
    weights.path("shape").forEach(side -> shape.add(side.asLong()));
    long length = shape.stream().reduce(1L, Math::multiplyExact);
    return new Slice(List.copyOf(shape), offset, Math.toIntExact(length));
  }

  private static Map<String, JsonNode> layers(JsonNode json) {
    Map<String, JsonNode> layers = new HashMap<>();
    JsonNode all = json.path("modelTopology").path("model_config").path("config").path("layers");
    JsonNode older = json.path("modelTopology").path("config").path("layers");
    for (JsonNode layer : all.isMissingNode() ? older : all) {
      layers.put(layer.path("name").asText(), layer.path("config"));
    }
    return layers;
  }

  /** SHA-256 of all shards one after the other, 64 lower-case hexadecimal digits. */
  String sha256() {
    return Checksums.sha256(bytes);
  }

  /** Whether the model has weights of that name. */
  boolean has(String name) {
    return slices.containsKey(name);
  }

  /**
   * The shape of a weight.
   *
   * @throws IOException if the model has none of that name
   */
  long[] shape(String name) throws IOException {
    return find(name).shape().stream().mapToLong(Long::longValue).toArray();
  }

  /**
   * The values of a weight, row-major, owned by the caller.
   *
   * @throws IOException if the model has none of that name
   */
  float[] weights(String name) throws IOException {
    Slice slice = find(name);
    float[] values = new float[slice.length()];
    ByteBuffer.wrap(bytes, slice.offset(), slice.length() * Float.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return values;
  }

  /**
   * A number of a layer's configuration.
   *
   * @throws IOException if the model says nothing of it
   */
  double number(String layer, String property) throws IOException {
    return Optional.ofNullable(layers.get(layer))
        .map(config -> config.path(property))
        .filter(JsonNode::isNumber)
        .map(JsonNode::doubleValue)
        .orElseThrow(
            () ->
                new IOException(
                    "%s: expected a number %s of layer %s".formatted(file, property, layer)));
  }

  private Slice find(String name) throws IOException {
    Slice slice = slices.get(name);
    if (slice == null) {
      throw new IOException("%s: expected weights %s, got none".formatted(file, name));
    }
    return slice;
  }
}
