package io.lexiseg.lab.parity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexiseg.vision.pack.JsonFields;
import io.lexiseg.vision.text.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one {@code reference.json}, noting every problem before it gives up. */
final class ReferenceReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path folder;
  private final List<String> problems = new ArrayList<>();

  ReferenceReader(Path folder) {
    this.folder = folder;
  }

  EncoderReference read() {
    return reference(new JsonFields("", document(), problems))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "reference %s: %s".formatted(folder, String.join("; ", problems))));
  }

  /** The values of a file of little-endian 32-bit floats. */
  static float[] floats(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      float[] values = new float[bytes.length / Float.BYTES];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private Optional<EncoderReference> reference(JsonFields json) {
    json.integer("formatVersion", 1);
    String madeBy = json.text("madeBy");
    List<Path> pictures = new ArrayList<>();
    for (String name : json.texts("pictures")) {
      pictures.add(file(json, "pictures", name));
    }
    List<String> prompts = json.texts("prompts");
    EncoderReference.Vectors dense = vectors(json.object("dense"), pictures.size(), 3);
    EncoderReference.Vectors image = vectors(json.object("image"), pictures.size(), 2);
    EncoderReference.Vectors text = vectors(json.object("text"), prompts.size(), 2);
    return json.build(() -> new EncoderReference(madeBy, pictures, prompts, dense, image, text));
  }

  /** Vectors of shape [items, dimension] or [items, perItem, dimension]. */
  private EncoderReference.Vectors vectors(JsonFields json, int items, int axes) {
    Path file = file(json, "file", json.text("file"));
    List<Integer> shape = json.numbers("shape", axes).stream().map(Double::intValue).toList();
    if (shape.size() != axes || shape.get(0) != items || shape.stream().anyMatch(n -> n < 1)) {
      json.problem("shape", "expected %d axes, the first %d, got %s".formatted(axes, items, shape));
      return new EncoderReference.Vectors(file, 1, 1);
    }
    long length =
        Float.BYTES * shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    if (size(file) != length) {
      json.problem("file", "expected %d bytes, got %d".formatted(length, size(file)));
    }
    return new EncoderReference.Vectors(file, axes == 3 ? shape.get(1) : 1, shape.get(axes - 1));
  }

  private Path file(JsonFields json, String field, String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      json.problem(field, "expected a file, found none: " + name);
    }
    return file;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // reported as missing already
    }
  }

  private JsonNode document() {
    Path file = folder.resolve(EncoderReference.FILE_NAME);
    try {
      return JSON.readTree(TextFile.read(file));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + " is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read %s: %s".formatted(file, e), e);
    }
  }
}
