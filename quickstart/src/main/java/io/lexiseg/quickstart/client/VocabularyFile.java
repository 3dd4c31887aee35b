package io.lexiseg.quickstart.client;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.lexiseg.quickstart.FailedException;
import io.lexiseg.schemas.Category;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Categories in a YAML file: a list under {@code categories}, each a name, or a name with synonyms
 * and templates.
 */
public final class VocabularyFile {
  private static final ObjectMapper MAPPER = new YAMLMapper();

  private VocabularyFile() {}

  private record Content(@JsonProperty(required = true) List<Entry> categories) {}

  private record Entry(
      String name, @Nullable List<String> synonyms, @Nullable List<String> templates) {
    @JsonCreator
    static Entry named(String name) {
      return new Entry(name, null, null);
    }

    @JsonCreator
    static Entry described(
        @JsonProperty(value = "name", required = true) String name,
        @JsonProperty("synonyms") @Nullable List<String> synonyms,
        @JsonProperty("templates") @Nullable List<String> templates) {
      return new Entry(name, synonyms, templates);
    }

    Category category() {
      return Category.newBuilder()
          .setName(name)
          .setSynonyms(Objects.requireNonNullElse(synonyms, List.of()))
          .setTemplates(Objects.requireNonNullElse(templates, List.of()))
          .build();
    }
  }

  /**
   * Reads a file.
   *
   * @throws FailedException if it cannot be read or is none
   */
  public static List<Category> read(Path file) {
    try {
      return MAPPER.readValue(file.toFile(), Content.class).categories().stream()
          .map(Entry::category)
          .toList();
    } catch (JsonProcessingException e) {
      throw new FailedException(
          "%s: expected YAML with a list of categories: %s".formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new FailedException("%s: cannot be read".formatted(file), e);
    }
  }
}
