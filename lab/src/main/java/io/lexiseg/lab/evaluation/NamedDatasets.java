package io.lexiseg.lab.evaluation;

import io.lexiseg.indexbuilder.dataset.DatasetDefinition;
import io.lexiseg.indexbuilder.dataset.DatasetDefinitions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The benchmarks whose folders and labels are known. */
final class NamedDatasets {
  private NamedDatasets() {}

  /** Their names. */
  static List<String> names() {
    return new String(resource("names.txt"), StandardCharsets.UTF_8).lines().toList();
  }

  /**
   * The definition of one, in capitals or not.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  static DatasetDefinition named(String name) {
    String known = name.toLowerCase(Locale.ROOT);
    if (!names().contains(known)) {
      throw new IllegalArgumentException(
          "data set: expected one of %s or a .json file, got '%s'".formatted(names(), name));
    }
    return DatasetDefinitions.parse(name, resource(known + ".json"));
  }

  private static byte[] resource(String name) {
    try (InputStream stream =
        Objects.requireNonNull(NamedDatasets.class.getResourceAsStream(name), name)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name + ": cannot be read", e);
    }
  }
}
