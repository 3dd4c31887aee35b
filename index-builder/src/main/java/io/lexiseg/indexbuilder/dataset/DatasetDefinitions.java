package io.lexiseg.indexbuilder.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the definitions of data sets. */
public final class DatasetDefinitions {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private DatasetDefinitions() {}

  /**
   * Reads a definition of one's own.
   *
   * @throws IllegalArgumentException if it is none
   * @throws UncheckedIOException if it cannot be read
   */
  public static DatasetDefinition read(Path file) {
    try {
      return parse(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  /**
   * The definition of a folder {@code images/}, {@code masks/}, {@code classes.json}.
   *
   * @throws IllegalArgumentException if {@code classes.json} is missing or wrong, with all that is
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static DatasetDefinition folder(Path root) {
    ClassList classes = ClassList.read(root);
    String labels =
        String.join(" ", classes.names().keySet().stream().map(String::valueOf).toList());
    return new DatasetDefinition(
        String.valueOf(root.getFileName()),
        null,
        List.copyOf(classes.names().values()),
        null,
        List.of(
            new DatasetLayout(
                "images/*.{jpg,jpeg,png}",
                "masks/*.png",
                null,
                false,
                labels,
                String.valueOf(classes.unlabelled()))));
  }

  /**
   * Reads a definition.
   *
   * @param name for messages
   * @throws IllegalArgumentException if it is none
   */
  public static DatasetDefinition parse(String name, byte[] json) {
    try {
      return JSON.readValue(json, DatasetDefinition.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s: expected the definition of a data set, got %s"
              .formatted(name, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(name + ": cannot be read", e);
    }
  }
}
