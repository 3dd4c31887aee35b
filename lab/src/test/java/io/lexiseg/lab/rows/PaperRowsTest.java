package io.lexiseg.lab.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.lab.rows.PaperRows.Configuration;
import io.lexiseg.vision.pack.random.TinyPack;
import io.lexiseg.vision.setting.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows against the tests, the settings and the page they name. */
class PaperRowsTest {
  private static final Path HOME = Path.of("..");
  private static final Pattern SET = Pattern.compile("--set (\\w+)=(\\S+)");

  private final PaperRows rows = PaperRows.read();

  @TempDir Path folder;

  @Test
  void shouldNameTestsThatExist() throws IOException {
    for (PaperRow row : rows.rows()) {
      if (!row.test().isEmpty()) {
        // given
        String[] names = row.test().split("#");

        // when
        String source = Files.readString(source(names[0]));

        // then
        assertThat(source)
            .as("%s of %s", row.test(), row.variant())
            .contains("void " + names[1] + "(");
      }
    }
  }

  private static Path source(String name) throws IOException {
    try (Stream<Path> files =
        Files.find(
            HOME,
            20,
            (file, attributes) ->
                file.endsWith(name + ".java") && file.toString().contains("src/test/java"))) {
      return files.findFirst().orElseThrow(() -> new IOException("no test " + name));
    }
  }

  @Test
  void shouldSetWhatCanBeSet() {
    // given
    Preset preset = TinyPack.write(folder, 1).defaultPreset();
    for (PaperRow row : rows.rows()) {
      for (MatchResult set : SET.matcher(row.configuration()).results().toList()) {
        // when, then: values of one's own choice apart
        if (!set.group(2).endsWith("=T")) {
          assertThat(preset.with(set.group(1), set.group(2)).text()).containsKey(set.group(1));
        }
      }
    }
    for (Configuration configuration : rows.configurations().values()) {
      assertThat(preset.with(configuration.changes()).text().keySet())
          .containsAll(configuration.changes().keySet());
    }
  }

  @Test
  void shouldMeasureExactlyWhatRowsReferTo() {
    // when
    Set<String> referred = new HashSet<>();
    rows.rows().stream()
        .map(PaperRow::measured)
        .filter(name -> !name.isEmpty())
        .forEach(referred::add);

    // then
    assertThat(referred).isEqualTo(rows.configurations().keySet());
  }

  @Test
  void shouldHaveEveryRowOfThePaper() {
    assertThat(count("Table 1")).isEqualTo(11);
    assertThat(count("Table 3")).isEqualTo(12);
    assertThat(count("Table 4")).isEqualTo(4);
    assertThat(count("Table 5")).isEqualTo(7);
    assertThat(count("Figure 5")).isEqualTo(2);
  }

  private long count(String table) {
    return rows.rows().stream().filter(row -> row.table().startsWith(table)).count();
  }

  @Test
  void shouldHaveThePageThatTheCommandWrites() throws IOException {
    // given
    Path results = HOME.resolve("docs/paper-rows");

    // when
    String page =
        new RowTable(rows, results).page(Files.readString(results.resolve("introduction.md")));

    // then
    assertThat(Files.readString(HOME.resolve("docs/paper-rows.md"))).isEqualTo(page);
  }
}
