package io.lexiseg.indexbuilder.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexiseg.vision.text.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code classes.json} of a data set: {@code {"unlabelled": id, "classes": {"id": "name"}}}, ids
 * 0..65535.
 *
 * @param unlabelled mask id of pixels without category
 * @param names category name by mask id, ascending
 */
record ClassList(int unlabelled, SortedMap<Integer, String> names) {
  static final String FILE = "classes.json";
  private static final int LARGEST_ID = 65_535;

  ClassList {
    names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
  }

  /**
   * Reads the file in a folder.
   *
   * @throws IllegalArgumentException if it is missing or wrong, with all that is
   * @throws UncheckedIOException if it cannot be read
   */
  static ClassList read(Path root) {
    Path file = root.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "%s: expected a file {\"unlabelled\": id, \"classes\": {\"id\": \"name\"}}, found none"
              .formatted(file));
    }
    List<String> problems = new ArrayList<>();
    ClassList classes = parse(tree(file), problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(file + ": " + String.join("; ", problems));
    }
    return classes;
  }

  private static JsonNode tree(Path file) {
    try {
      return new ObjectMapper().readTree(TextFile.read(file));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s: expected JSON, got %s".formatted(file, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  private static ClassList parse(JsonNode tree, List<String> problems) {
    JsonNode unlabelled = tree.path("unlabelled");
    if (!unlabelled.canConvertToInt() || !isId(unlabelled.asInt())) {
      problems.add("expected \"unlabelled\" to be an id 0..65535, got " + unlabelled);
    }
    SortedMap<Integer, String> names = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : tree.path("classes").properties()) {
      addName(entry.getKey(), entry.getValue(), names, problems);
    }
    if (names.remove(unlabelled.asInt()) != null) {
      problems.add("the unlabelled id %d is a class too".formatted(unlabelled.asInt()));
    }
    if (names.isEmpty()) {
      problems.add("expected at least one entry in \"classes\", got " + tree.path("classes"));
    }
    if (new HashSet<>(names.values()).size() < names.size()) {
      problems.add("expected distinct names, got " + names.values());
    }
    return new ClassList(unlabelled.asInt(), names);
  }

  private static void addName(
      String key, JsonNode value, SortedMap<Integer, String> names, List<String> problems) {
    if (!key.matches("\\d{1,5}") || !isId(Integer.parseInt(key))) {
      problems.add("expected an id 0..65535, got \"%s\"".formatted(key));
    } else if (!value.isTextual() || value.asText().isBlank()) {
      problems.add("expected a name for id %s, got %s".formatted(key, value));
    } else {
      names.put(Integer.valueOf(key), value.asText().strip());
    }
  }

  private static boolean isId(int id) {
    return id >= 0 && id <= LARGEST_ID;
  }
}
