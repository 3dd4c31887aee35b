package io.lexiseg.lab.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents can be read beside the code: short lines and sentences, no essay in a cell. */
class DocumentsTest {
  private static final Path ROOT = Path.of("..");
  private static final int LONGEST_LINE = 110;
  private static final int LONGEST_CELL = 2 * LONGEST_LINE;
  private static final int LONGEST_OVERVIEW = 150;
  private static final int MOST_WORDS = 25;

  static Stream<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    for (Path folder : List.of(ROOT, ROOT.resolve("docs"), ROOT.resolve("docs/paper-rows"))) {
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
      }
    }
    return documents.stream();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void shouldHaveShortLinesOfProse(Path document) throws IOException {
    assertThat(prose(document))
        .filteredOn(line -> line.length() > LONGEST_LINE)
        .allMatch(DocumentsTest::cannotBeBroken);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void shouldHaveShortSentences(Path document) throws IOException {
    assertThat(Sentences.of(Files.readAllLines(document)))
        .as("sentences of more than %d words in %s", MOST_WORDS, document)
        .filteredOn(sentence -> sentence.words() > MOST_WORDS)
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void shouldHaveShortCells(Path document) throws IOException {
    assertThat(Files.readAllLines(document))
        .filteredOn(line -> line.startsWith("|"))
        .flatExtracting(line -> Arrays.asList(line.split("(?<!\\\\)\\|")))
        .filteredOn(cell -> cell.strip().length() > LONGEST_CELL)
        .isEmpty();
  }

  @Test
  void shouldHaveAnOverviewOfAFewPages() throws IOException {
    assertThat(Files.readAllLines(ROOT.resolve("ARCHITECTURE.md")))
        .hasSizeLessThanOrEqualTo(LONGEST_OVERVIEW);
  }

  /** One link, or one word. */
  private static boolean cannotBeBroken(String line) {
    return line.strip().matches("!?\\[[^]]*]\\([^)]*\\)|\\S+");
  }

  /** Without tables and code; of the change log only what is not released. */
  private static List<String> prose(Path document) throws IOException {
    List<String> prose = new ArrayList<>();
    boolean code = false;
    int releases = 0;
    for (String line : Files.readAllLines(document)) {
      code ^= line.strip().startsWith("```");
      releases += line.startsWith("## ") ? 1 : 0;
      boolean old = document.endsWith("CHANGELOG.md") && releases > 1;
      if (!code && !old && !line.startsWith("|") && !line.startsWith("    ")) {
        prose.add(line);
      }
    }
    return prose;
  }
}
