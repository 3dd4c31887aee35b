package io.lexiseg.quickstart.client;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.lexiseg.processor.vocabulary.VocabularyContent;
import io.lexiseg.quickstart.FailedException;
import io.lexiseg.schemas.Background;
import io.lexiseg.schemas.Category;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A vocabulary in a YAML file: a list under {@code categories}, each a name, or a name with what
 * describes it; {@code threshold} and {@code negatives} beside it hold for all.
 */
public final class VocabularyFile {
  private static final ObjectMapper MAPPER = new YAMLMapper();

  private VocabularyFile() {}

  private record Content(
      @JsonProperty(required = true) List<Entry> categories,
      @Nullable Float threshold,
      @Nullable List<String> negatives) {
    VocabularyContent content() {
      Background.Builder background = Background.newBuilder().setNegatives(orNone(negatives));
      Optional.ofNullable(threshold).ifPresent(background::setThreshold);
      return new VocabularyContent(
          categories.stream().map(Entry::category).toList(), background.build());
    }
  }

  private record Entry(
      String name,
      @Nullable List<String> synonyms,
      @Nullable List<String> templates,
      @Nullable Float threshold,
      @Nullable List<String> negatives,
      @Nullable Exemplars exemplars) {
    @JsonCreator
    static Entry named(String name) {
      return new Entry(name, null, null, null, null, null);
    }

    @JsonCreator
    static Entry described(
        @JsonProperty(value = "name", required = true) String name,
        @JsonProperty("synonyms") @Nullable List<String> synonyms,
        @JsonProperty("templates") @Nullable List<String> templates,
        @JsonProperty("threshold") @Nullable Float threshold,
        @JsonProperty("negatives") @Nullable List<String> negatives,
        @JsonProperty("exemplars") @Nullable Exemplars exemplars) {
      return new Entry(name, synonyms, templates, threshold, negatives, exemplars);
    }

    Category category() {
      Category.Builder category =
          Category.newBuilder()
              .setName(name)
              .setSynonyms(orNone(synonyms))
              .setTemplates(orNone(templates))
              .setNegatives(orNone(negatives));
      Optional.ofNullable(threshold).ifPresent(category::setThreshold);
      if (exemplars != null) {
        category.setExemplars(orNone(exemplars.ids()));
        Optional.ofNullable(exemplars.weight()).ifPresent(category::setExemplarWeight);
      }
      return category.build();
    }
  }

  /** Which exemplars show a category, and how much they count. */
  private record Exemplars(@Nullable Float weight, @Nullable List<String> ids) {}

  private static List<String> orNone(@Nullable List<String> words) {
    return Objects.requireNonNullElse(words, List.of());
  }

  /**
   * Reads a file.
   *
   * @throws FailedException if it cannot be read or is none
   */
  public static VocabularyContent read(Path file) {
    try {
      return MAPPER.readValue(file.toFile(), Content.class).content();
    } catch (JsonProcessingException e) {
      throw new FailedException(
          "%s: expected YAML with a list of categories: %s".formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new FailedException("%s: cannot be read".formatted(file), e);
    }
  }
}
