package io.lexiseg.processor.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads properties one by one and remembers everything that is wrong with them. */
final class PropertyReader {
  private final Map<String, String> values;
  private final List<String> problems = new ArrayList<>();

  PropertyReader(Map<String, String> values) {
    this.values = new TreeMap<>(values);
    this.values.keySet().stream()
        .filter(key -> !ProcessorProperty.isPassedOn(key))
        .filter(key -> ProcessorProperty.of(key).isEmpty())
        .forEach(key -> problems.add(key + ": no such property"));
  }

  String text(ProcessorProperty property) {
    String value = values.get(property.key());
    if (value != null && !value.isBlank()) {
      return value.strip();
    }
    if (property.defaultValue().isEmpty()) {
      problem(property, "a value", "none");
    }
    return property.defaultValue().orElse("");
  }

  Optional<String> optional(ProcessorProperty property) {
    return Optional.of(text(property)).filter(value -> !value.isEmpty());
  }

  List<String> list(ProcessorProperty property) {
    return Arrays.stream(text(property).split(","))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  long number(ProcessorProperty property, long min, long max) {
    String value = text(property);
    try {
      long number = Long.parseLong(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // reported below like a number out of range
    }
    problem(property, "a whole number %d..%d".formatted(min, max), "'" + value + "'");
    return min;
  }

  <E extends Enum<E>> E choice(ProcessorProperty property, E[] choices) {
    return choice(property, choices, Arrays.toString(choices));
  }

  /** As the other, where {@code auto} stands for one of them. */
  <E extends Enum<E>> E choiceOrAuto(ProcessorProperty property, E[] choices, E auto) {
    return text(property).equals("auto")
        ? auto
        : choice(property, choices, Arrays.toString(choices).replace("[", "[auto, "));
  }

  private <E extends Enum<E>> E choice(
      ProcessorProperty property, E[] choices, String expectation) {
    String value = text(property);
    for (E choice : choices) {
      if (choice.toString().equals(value)) {
        return choice;
      }
    }
    problem(property, "one of " + expectation, "'" + value + "'");
    return choices[0];
  }

  /** The properties that begin with a prefix, without it. */
  Map<String, String> passedOn(String prefix) {
    Map<String, String> passed = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            passed.put(key.substring(prefix.length()), value);
          }
        });
    return passed;
  }

  void problem(ProcessorProperty property, String expected, String found) {
    problem(property.key(), expected, found);
  }

  void problem(String key, String expected, String found) {
    problems.add("%s: expected %s, got %s".formatted(key, expected, found));
  }

  /** Throws when anything was wrong, naming all of it. */
  void finish() {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "processor configuration:\n  " + String.join("\n  ", problems));
    }
  }
}
