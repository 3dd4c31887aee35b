package io.lexiseg.vision.pack.safetensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The header of one file: 8 bytes with its length, JSON that names every tensor, then the values
 * without gaps.
 */
final class TensorFile {
  private static final long MOST_HEADER_BYTES = 100_000_000;
  private static final String METADATA = "__metadata__";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private record Entry(StoredTensor tensor, long begin, long end) {}

  private final Path file;

  private TensorFile(Path file) {
    this.file = file;
  }

  /** Every tensor by its name, in the order of the values. */
  static Map<String, StoredTensor> read(Path file) throws IOException {
    return new TensorFile(file).read();
  }

  private Map<String, StoredTensor> read() throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      if (size < Long.BYTES) {
        throw malformed("size", "at least 8 bytes", size);
      }
      long length = bytes(channel, 0, Long.BYTES).getLong();
      long most = Math.min(MOST_HEADER_BYTES, size - Long.BYTES);
      if (length < 2 || length > most) {
        throw malformed(
            "header", "a length of 2.." + most + " bytes", Long.toUnsignedString(length));
      }
      JsonNode header = json(bytes(channel, Long.BYTES, (int) length).array());
      return tensors(header, Long.BYTES + length, size);
    }
  }

  private ByteBuffer bytes(FileChannel channel, long from, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw malformed("size", "at least %d bytes".formatted(from + count), channel.size());
      }
    }
    return bytes.flip();
  }

  private JsonNode json(byte[] header) throws IOException {
    try {
      JsonNode json = JSON.readTree(header);
      if (header[0] == '{' && json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException e) {
      throw malformed("header", "JSON that names each tensor once", e.getOriginalMessage());
    }
    throw malformed("header", "a JSON object", "something else");
  }

  private Map<String, StoredTensor> tensors(JsonNode header, long start, long size) {
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : header.properties()) {
      if (!field.getKey().equals(METADATA)) {
        entries.add(entry(field.getKey(), field.getValue(), start));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    long end = 0;
    for (Entry entry : entries) {
      if (entry.begin() != end) {
        throw malformed(
            "tensor " + entry.tensor().name(),
            "values from byte %d, neither overlap nor gap".formatted(end),
            entry.begin());
      }
      end = entry.end();
      tensors.put(entry.tensor().name(), entry.tensor());
    }
    if (start + end != size) {
      throw malformed("size", "%d bytes, as the header says".formatted(start + end), size);
    }
    return tensors;
  }

  private Entry entry(String name, JsonNode json, long start) {
    String what = "tensor " + name;
    JsonNode range = json.path("data_offsets");
    if (range.size() != 2 || !isSize(range.path(0)) || !isSize(range.path(1))) {
      throw malformed(what, "data_offsets [begin, end]", json);
    }
    long begin = range.path(0).longValue();
    long end = range.path(1).longValue();
    StoredTensor tensor =
        new StoredTensor(file, name, type(what, json), shape(what, json), start + begin);
    if (end - begin != bytes(what, tensor)) {
      throw malformed(
          what,
          "%d bytes for %s of %s".formatted(bytes(what, tensor), tensor.shape(), tensor.type()),
          end - begin);
    }
    return new Entry(tensor, begin, end);
  }

  private long bytes(String what, StoredTensor tensor) {
    try {
      return Math.multiplyExact(tensor.count(), tensor.type().sizeBytes());
    } catch (ArithmeticException e) {
      throw malformed(what, "a shape of less than 2^63 bytes", tensor.shape());
    }
  }

  private TensorType type(String what, JsonNode json) {
    String type = json.path("dtype").asText();
    return Stream.of(TensorType.values())
        .filter(known -> known.name().equals(type))
        .findFirst()
        .orElseThrow(
            () ->
                malformed(what, "a dtype of " + List.of(TensorType.values()), json.path("dtype")));
  }

  private List<Long> shape(String what, JsonNode json) {
    List<Long> shape = new ArrayList<>();
    JsonNode axes = json.path("shape");
    for (JsonNode axis : axes) {
      if (!isSize(axis)) {
        throw malformed(what, "a shape of whole numbers >= 0", axes);
      }
      shape.add(axis.longValue());
    }
    if (!axes.isArray()) {
      throw malformed(what, "a shape", json);
    }
    return shape;
  }

  private static boolean isSize(JsonNode number) {
    return number.isIntegralNumber() && number.canConvertToLong() && number.longValue() >= 0;
  }

  private MalformedTensorsException malformed(String what, Object expected, Object found) {
    return new MalformedTensorsException(file, what, expected, found);
  }
}
