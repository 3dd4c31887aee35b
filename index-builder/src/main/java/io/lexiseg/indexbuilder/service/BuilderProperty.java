package io.lexiseg.indexbuilder.service;

import io.lexiseg.processor.config.ProcessorProperty;
import java.util.Arrays;

/**
 * Properties of the index builder beside those that it has in common with the processor; each one
 * row of the table in docs/builder.md.
 */
public enum BuilderProperty {
  /** Generator pack. */
  GENERATOR(
      "generator", "id", "sketch", "generator pack that draws; requests for others are refused"),
  /** Where indexes lie. */
  INDEX(
      "index",
      "address with {index}",
      "file:indexes/{index}",
      "where indexes lie, as for the processor's `index`; `{index}` stands for the name"),
  /** Threads that make. */
  THREADS(
      "threads",
      "1..512",
      "1",
      "requests in work at once, as many as run together on a GPU; partitions over threads, times"
          + " the slowest request, is the time between commits"),
  /** Patience with requests. */
  SLOWEST(
      "slowest",
      "1..900000 ms",
      "25000",
      "longest that a request takes; time-outs of transactions and polls follow from it");

  private final String name;
  private final String type;
  private final String defaultValue;
  private final String meaning;

  BuilderProperty(String name, String type, String defaultValue, String meaning) {
    this.name = name;
    this.type = type;
    this.defaultValue = defaultValue;
    this.meaning = meaning;
  }

  /** Name in maps and files. */
  public String key() {
    return ProcessorProperty.BUILDER_PREFIX + name;
  }

  /** Value where none is given. */
  public String defaultValue() {
    return defaultValue;
  }

  /** The row of this property in the table. */
  public String tableRow() {
    return "| `%s` | %s | `%s` | %s |".formatted(key(), type, defaultValue, meaning);
  }

  static boolean isKnown(String key) {
    return Arrays.stream(values()).anyMatch(property -> property.key().equals(key));
  }
}
