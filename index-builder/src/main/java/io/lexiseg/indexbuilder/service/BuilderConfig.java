package io.lexiseg.indexbuilder.service;

import io.lexiseg.indexbuilder.service.target.TargetIndexes;
import io.lexiseg.processor.config.KafkaSettings;
import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.processor.config.ProcessorProperty;
import io.lexiseg.processor.http.HttpSettings;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything the index builder can be told. It reads the processor's file: what both need has one
 * name, and {@link BuilderProperty} lists the rest.
 *
 * @param kafka brokers and registry; it runs exactly-once whatever the guarantee says
 * @param generator id of the generator pack
 * @param pack id or folder of the encoder pack
 * @param inference how networks run
 * @param index address of indexes, with {@link TargetIndexes#NAME}
 * @param threads requests in work at once, at least 1
 * @param slowest longest that one takes
 * @param http health and metrics
 */
public record BuilderConfig(
    KafkaSettings kafka,
    String generator,
    String pack,
    InferenceOptions inference,
    String index,
    int threads,
    Duration slowest,
    HttpSettings http) {
  /** Beside the processor's, whose default is another. */
  private static final String HTTP_PORT = "8083";

  /**
   * Reads properties.
   *
   * @param properties by name; those of the processor that the builder does not need are checked
   *     all the same
   * @throws IllegalArgumentException if anything is missing, unknown or wrong; the message names
   *     all of it
   */
  public static BuilderConfig from(Map<String, String> properties) {
    List<String> problems = new ArrayList<>();
    Map<String, String> shared = new TreeMap<>(properties);
    shared.keySet().removeIf(key -> key.startsWith(ProcessorProperty.BUILDER_PREFIX));
    shared.putIfAbsent(ProcessorProperty.HTTP_PORT.key(), HTTP_PORT);
    properties.keySet().stream()
        .filter(key -> key.startsWith(ProcessorProperty.BUILDER_PREFIX))
        .filter(key -> !BuilderProperty.isKnown(key))
        .forEach(key -> problems.add(key + ": no such property"));
    String generator = text(properties, BuilderProperty.GENERATOR);
    String index = text(properties, BuilderProperty.INDEX);
    int threads = (int) number(properties, BuilderProperty.THREADS, 512, problems);
    long slowest = number(properties, BuilderProperty.SLOWEST, 900_000, problems);
    try {
      TargetIndexes unused = TargetIndexes.at(index);
    } catch (IllegalArgumentException e) {
      problems.add("%s: %s".formatted(BuilderProperty.INDEX.key(), e.getMessage()));
    }
    ProcessorConfig common = common(shared, problems);
    return new BuilderConfig(
        common.kafka(),
        generator,
        common.model().pack(),
        common.model().inference(),
        index,
        threads,
        Duration.ofMillis(slowest),
        common.http());
  }

  private static ProcessorConfig common(Map<String, String> shared, List<String> problems) {
    try {
      ProcessorConfig common = ProcessorConfig.from(shared);
      if (problems.isEmpty()) {
        return common;
      }
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    throw new IllegalArgumentException(
        "index builder configuration:\n  " + String.join("\n  ", problems));
  }

  private static String text(Map<String, String> properties, BuilderProperty property) {
    String value = properties.getOrDefault(property.key(), "");
    return value.isBlank() ? property.defaultValue() : value.strip();
  }

  private static long number(
      Map<String, String> properties, BuilderProperty property, long most, List<String> problems) {
    String text = text(properties, property);
    try {
      long number = Long.parseLong(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // reported below like a number out of range
    }
    problems.add(
        "%s: expected a whole number 1..%d, got '%s'".formatted(property.key(), most, text));
    return 1;
  }
}
