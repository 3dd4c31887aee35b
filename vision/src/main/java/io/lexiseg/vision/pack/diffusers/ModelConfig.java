package io.lexiseg.vision.pack.diffusers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A model's configuration in JSON; null counts as absent. */
final class ModelConfig {
  private final Path file;
  private final JsonNode json;

  private ModelConfig(Path file, JsonNode json) {
    this.file = file;
    this.json = json;
  }

  static ModelConfig read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + ": expected a file, got none");
    }
    try {
      JsonNode json = JsonMapper.builder().build().readTree(Files.readString(file));
      if (json.isObject()) {
        return new ModelConfig(file, json);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s: expected JSON, got: %s".formatted(file, e.getOriginalMessage()), e);
    }
    throw new IllegalArgumentException(file + ": expected a JSON object, got something else");
  }

  boolean has(String name) {
    return json.hasNonNull(name);
  }

  int integer(String name) {
    JsonNode value = json.path(name);
    if (!value.isInt() || value.intValue() < 1) {
      throw wrong(name, "a whole number >= 1");
    }
    return value.intValue();
  }

  int integer(String name, int otherwise) {
    return has(name) ? integer(name) : otherwise;
  }

  double number(String name, double otherwise) {
    JsonNode value = json.path(name);
    if (has(name) && !value.isNumber()) {
      throw wrong(name, "a number");
    }
    return has(name) ? value.doubleValue() : otherwise;
  }

  boolean flag(String name, boolean otherwise) {
    JsonNode value = json.path(name);
    if (has(name) && !value.isBoolean()) {
      throw wrong(name, "true or false");
    }
    return has(name) ? value.booleanValue() : otherwise;
  }

  /** A list, or one number that stands for so many. */
  List<Integer> integers(String name, int count) {
    if (json.path(name).isInt()) {
      return Collections.nCopies(count, integer(name));
    }
    List<Integer> values = integers(name);
    if (values.size() != count) {
      throw wrong(name, count + " whole numbers >= 1");
    }
    return values;
  }

  List<Integer> integers(String name) {
    List<Integer> values = new ArrayList<>();
    for (JsonNode value : json.path(name)) {
      if (!value.isInt() || value.intValue() < 1) {
        throw wrong(name, "whole numbers >= 1");
      }
      values.add(value.intValue());
    }
    if (values.isEmpty()) {
      throw wrong(name, "a list of whole numbers");
    }
    return List.copyOf(values);
  }

  List<String> texts(String name) {
    List<String> values = new ArrayList<>();
    json.path(name).forEach(value -> values.add(value.asText()));
    if (values.isEmpty()) {
      throw wrong(name, "a list of words");
    }
    return List.copyOf(values);
  }

  /** A word, or the {@code content} of an object. */
  Optional<String> text(String name) {
    JsonNode value = json.path(name);
    JsonNode word = value.isObject() ? value.path("content") : value;
    return word.isTextual() ? Optional.of(word.textValue()) : Optional.empty();
  }

  /** Refuses a value that is there and not one of these; written as JSON writes them. */
  void require(String name, Object... accepted) {
    JsonNode value = json.path(name);
    boolean known = Arrays.stream(accepted).anyMatch(one -> one.toString().equals(value.asText()));
    if (has(name) && !known) {
      throw wrong(name, Arrays.toString(accepted));
    }
  }

  /** Refuses values of settings that this project cannot follow. */
  void requireAbsent(String... names) {
    for (String name : names) {
      if (has(name) && !json.path(name).asText().equals("false")) {
        throw wrong(name, "nothing");
      }
    }
  }

  IllegalArgumentException wrong(String name, Object expected) {
    return new IllegalArgumentException(
        "%s: %s: expected %s, got %s"
            .formatted(file, name, expected, has(name) ? json.get(name) : "nothing"));
  }
}
