package io.lexiseg.vision.pack.safetensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tensors of one file in the safetensors format, or of several that an index names. Headers are
 * read and checked at once, values when they are asked for.
 *
 * <p><b>Threads:</b> immutable.
 *
 * <p><b>Source:</b> the format's specification, github.com/huggingface/safetensors.
 */
public final class Safetensors {
  private static final String INDEX = ".index.json";

  private final Path file;
  private final Map<String, StoredTensor> tensors;

  private Safetensors(Path file, Map<String, StoredTensor> tensors) {
    this.file = file;
    this.tensors = Collections.unmodifiableMap(tensors);
  }

  /**
   * Reads the headers.
   *
   * @param file in the format, or an index whose name ends with {@code .index.json} and whose files
   *     lie beside it
   * @throws MalformedTensorsException if a header does not describe its file, byte for byte, or the
   *     index not its files, tensor for tensor
   * @throws IOException if a file cannot be read
   */
  public static Safetensors read(Path file) throws IOException {
    boolean sharded = file.getFileName().toString().endsWith(INDEX);
    return new Safetensors(file, sharded ? shards(file) : TensorFile.read(file));
  }

  private static Map<String, StoredTensor> shards(Path index) throws IOException {
    JsonNode map = weightMap(index);
    Map<String, Map<String, StoredTensor>> shards = new LinkedHashMap<>();
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : map.properties()) {
      String shard = field.getValue().asText();
      if (!shards.containsKey(shard)) {
        shards.put(shard, TensorFile.read(sibling(index, shard)));
      }
      Optional.ofNullable(shards.get(shard))
          .map(found -> found.get(field.getKey()))
          .ifPresentOrElse(
              tensor -> tensors.put(field.getKey(), tensor),
              () -> {
                throw new MalformedTensorsException(
                    index, "tensor " + field.getKey(), "one in " + shard, "none");
              });
    }
    requireNoOther(index, shards, tensors);
    return tensors;
  }

  private static void requireNoOther(
      Path index,
      Map<String, Map<String, StoredTensor>> shards,
      Map<String, StoredTensor> tensors) {
    shards.forEach(
        (shard, found) ->
            found.forEach(
                (name, tensor) -> {
                  if (!tensor.equals(tensors.get(name))) {
                    throw new MalformedTensorsException(
                        index, "tensor %s in %s".formatted(name, shard), "it in the index", "none");
                  }
                }));
  }

  private static JsonNode weightMap(Path index) throws IOException {
    JsonNode map;
    try {
      map = JsonMapper.builder().build().readTree(Files.readString(index)).path("weight_map");
    } catch (JsonProcessingException e) {
      throw new MalformedTensorsException(index, "index", "JSON", e.getOriginalMessage());
    }
    if (!map.isObject()) {
      throw new MalformedTensorsException(index, "index", "an object weight_map", "none");
    }
    return map;
  }

  private static Path sibling(Path index, String name) {
    Path shard = index.resolveSibling(name).normalize();
    if (name.isEmpty() || !index.resolveSibling(shard.getFileName()).normalize().equals(shard)) {
      throw new MalformedTensorsException(index, "index", "names of files beside it", name);
    }
    return shard;
  }

  /** What has been read, for messages. */
  public Path file() {
    return file;
  }

  /** Names of all tensors, sorted. */
  public Set<String> names() {
    return Collections.unmodifiableSet(new TreeSet<>(tensors.keySet()));
  }

  /** The tensor of that name, if there is one. */
  public Optional<StoredTensor> tensor(String name) {
    return Optional.ofNullable(tensors.get(name));
  }
}
