package io.lexiseg.prototypes.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.IndexManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The {@code manifest.json} of an index folder.
 *
 * @param format always {@value #FORMAT}
 * @param version of the layout of the data files, {@value #VERSION}
 * @param index what the index holds
 * @param prototypeType how prototypes are stored
 * @param keyBlockRows keys in a block, {@value KeyBlocks#ROWS}
 * @param files size and checksum of each data file by name
 */
record FileManifest(
    String format,
    int version,
    IndexManifest index,
    ComponentType prototypeType,
    int keyBlockRows,
    Map<String, StoredFile> files) {
  static final String NAME = "manifest.json";
  static final String FORMAT = "lexiseg-prototype-index";
  static final int VERSION = 1;
  static final String KEYS = "keys.f32";
  static final String PROTOTYPES = "prototypes.bin";
  static final String NOUNS = "nouns.json";
  static final String NOUN_OF_ID = "noun-of-id.i32";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(
              SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /**
   * A data file.
   *
   * @param bytes its size
   * @param sha256 its checksum, 64 lower-case hexadecimal digits
   */
  record StoredFile(long bytes, String sha256) {}

  FileManifest {
    files = Map.copyOf(files);
    if (keyBlockRows != KeyBlocks.ROWS) {
      throw new IllegalArgumentException(
          "keyBlockRows: expected %d, got %d".formatted(KeyBlocks.ROWS, keyBlockRows));
    }
  }

  /** Reads the manifest of a folder. */
  static FileManifest read(Path folder) throws IOException {
    Path path = folder.resolve(NAME);
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          "prototype index %s: expected a folder with %s, found none".formatted(folder, NAME));
    }
    try {
      JsonNode tree = JSON.readTree(Files.readAllBytes(path));
      require(path, "format", FORMAT, tree.path("format").asText());
      require(path, "version", Integer.toString(VERSION), tree.path("version").asText());
      return JSON.treeToValue(tree, FileManifest.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "%s: expected the manifest of a prototype index, found %s"
              .formatted(path, e.getOriginalMessage()),
          e);
    }
  }

  private static void require(Path path, String field, String expected, String found) {
    if (!found.equals(expected)) {
      throw new IllegalStateException(
          "%s: %s: expected %s, found '%s'".formatted(path, field, expected, found));
    }
  }

  byte[] toJson() throws IOException {
    return JSON.writeValueAsBytes(this);
  }

  /** Bytes of one block of keys. */
  int keyBlockBytes() {
    return Math.multiplyExact(Math.multiplyExact(index.keyDimension(), keyBlockRows), Float.BYTES);
  }

  /** Bytes of one prototype. */
  int prototypeBytes() {
    return Math.multiplyExact(index.prototypeDimension(), prototypeType.sizeBytes());
  }

  /** Blocks that hold all keys. */
  long keyBlocks() {
    return (index.count() + keyBlockRows - 1) / keyBlockRows;
  }
}
