package io.lexiseg.cli.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.GenerationPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyFileTest {
  @TempDir private Path folder;

  @Test
  void shouldTakeNamesAsTheTextThatIsWritten() throws IOException {
    // given
    Path file = folder.resolve("traps.yaml");
    try (InputStream in = getClass().getResourceAsStream("/field/vocab-yaml-traps.yaml")) {
      Files.copy(Objects.requireNonNull(in), file);
    }

    // when
    VocabularyContent content = VocabularyFile.read(file);

    // then
    assertThat(names(content))
        .containsExactly(
            "no", "yes", "12", "1.50", "null", "on", "2026-01-01", "red, white and blue flag");
  }

  @Test
  void shouldReadAllThatDescribesACategory() {
    // given
    String yaml =
        """
        threshold: 0.1
        negatives: [no]
        categories:
          - name: car
            synonyms: [automobile, 2CV]
            templates: ["a photo of a {}"]
            threshold: 0.25
            negatives: [toy]
            exemplars: {weight: 0.5, ids: [abc]}
            generate: weak
            captions: [A car on a road]
        """;

    // when
    VocabularyContent content = VocabularyFile.read(file(yaml));

    // then
    Category car = content.categories().get(0);
    assertThat(car.getSynonyms()).containsExactly("automobile", "2CV");
    assertThat(car.getTemplates()).containsExactly("a photo of a {}");
    assertThat(car.getThreshold()).contains(0.25f);
    assertThat(car.getExemplars()).containsExactly("abc");
    assertThat(car.getExemplarWeight()).contains(0.5f);
    assertThat(car.getGenerate()).isEqualTo(GenerationPolicy.WEAK);
    assertThat(car.getCaptions()).containsExactly("A car on a road");
    assertThat(content.background().getNegatives()).containsExactly("no");
    assertThat(content.background().getThreshold()).contains(0.1f);
  }

  @Test
  void shouldLeaveAByteOrderMarkOut() {
    // when
    VocabularyContent content = VocabularyFile.read(file("\uFEFFcategories: [sky]"));

    // then
    assertThat(names(content)).containsExactly("sky");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "categories:#  - sky#  -#  - road| line 3: categories item 2: expected a name, got nothing",
        "categories:#  - \"\"| line 2: categories item 1: expected a name, got nothing",
        "categories:#  - [a, b]| line 2: categories item 1: expected fields of [borrow, captions, exemplars, generate, name, negatives, synonyms, templates, threshold], got a list",
        "threshold: 1| line 1: the file: expected the field 'categories', got none",
        "categories:| line 1: categories: expected a list, got nothing",
        "categories: sky| line 1: categories: expected a list, got 'sky'",
        "- sky#- road| line 1: the file: expected fields of [categories, negatives, threshold], got a list",
        "categories: [a]#categories: [b]| line 2: the file: expected each field once, got 'categories' a second time",
        "categories: [a]#kategorien: [b]| line 2: the file: expected fields of [categories, negatives, threshold], got 'kategorien'",
        "categories:#  - name: a#    synonyms: b| line 3: categories item 1 synonyms: expected a list, got 'b'",
        "categories:#  - name: a#    synonyms:#      - b#      -| line 5: categories item 1 synonyms item 2: expected a name, got nothing",
        "categories:#  - threshold: 1| line 2: categories item 1: expected the field 'name', got none",
        "categories:#  - name: a#    threshold: warm| line 3: categories item 1 threshold: expected a number, got 'warm'",
        "categories:#  - name: a#    generate: often| line 3: categories item 1 generate: expected weak or never, got 'often'",
        "categories: &all [a]| line 1: categories: expected no anchors and aliases, got &all",
        "categories:#\t- sky| line 2: expected YAML, got an error: found character '\\t(TAB)' that cannot start any token",
        "''| line 1: expected a list of categories, got an empty file",
        "categories: [[[[[[[[[[[[[[[[[[[[[[[[[| line 1: expected YAML",
      })
  void shouldSayWhereAFileIsWrong(String yaml, String message) {
    // given
    Path file = file(yaml.replace('#', '\n'));

    // when
    ThrowingCallable read = () -> VocabularyFile.read(file);

    // then
    assertThatThrownBy(read)
        .isInstanceOf(FailedException.class)
        .hasMessageStartingWith(file + ", ")
        .hasMessageContaining(message);
  }

  private Path file(String yaml) {
    try {
      return Files.writeString(folder.resolve("words.yaml"), yaml, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> names(VocabularyContent content) {
    return content.categories().stream().map(Category::getName).toList();
  }
}
