package io.lexiseg.lab.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HouseCountsTest {
  @Test
  void shouldCountProductOthersAndTests() {
    // given
    List<SourceFile> files =
        List.of(
            givenFile("vision/src/main/java/io/lexiseg/vision/Mask.java", 30),
            givenFile("vision/src/main/java/io/lexiseg/vision/Image.java", 10),
            givenFile("cli/src/main/java/io/lexiseg/cli/Line.java", 20),
            givenFile("lab/src/main/java/io/lexiseg/lab/Proof.java", 5),
            SourceFile.of(
                "cli/src/test/java/io/lexiseg/cli/LineTest.java",
                List.of("  @Test", "  void shouldRun() {}", "  @ParameterizedTest(name = \"a\")")));

    // when
    Map<String, String> figures = new HouseCounts(files).figures();

    // then
    assertThat(figures)
        .containsEntry("product, files", "3")
        .containsEntry("product, lines", "60")
        .containsEntry("product, median file", "20")
        .containsEntry("product, largest file", "30")
        .containsEntry("demo and lab, files", "1")
        .containsEntry("demo and lab, lines", "5")
        .containsEntry("tests, files", "1")
        .containsEntry("tests, methods", "2");
  }

  @Test
  void shouldNameFoldersWithMoreThanSixteenFiles() {
    // given
    List<SourceFile> files = new ArrayList<>();
    for (int n = 0; n < 17; n++) {
      files.add(givenFile("cli/src/main/java/io/lexiseg/cli/full/Line%d.java".formatted(n), 1));
    }
    files.add(givenFile("cli/src/main/java/io/lexiseg/cli/full/package-info.java", 1));

    // when
    Map<String, Long> crowded = new HouseCounts(files).crowded();

    // then
    assertThat(crowded).containsExactly(Map.entry("cli/src/main/java/io/lexiseg/cli/full", 17L));
  }

  private static SourceFile givenFile(String path, int lines) {
    return SourceFile.of(path, Collections.nCopies(lines, ""));
  }
}
