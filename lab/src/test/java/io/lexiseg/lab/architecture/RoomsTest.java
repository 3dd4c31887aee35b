package io.lexiseg.lab.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Folders of the product's sources stay small enough to be seen at a glance. */
class RoomsTest {
  private static final Path ROOT = Path.of("..");
  private static final int MOST_FILES = 16;
  private static final int MOST_LINES = 400;

  @Test
  void shouldHoldAtMostSixteenFiles() throws IOException {
    // when
    Map<String, Long> rooms =
        sources("main").stream()
            .filter(file -> !file.endsWith("package-info.java"))
            .collect(
                Collectors.groupingBy(
                    file -> ROOT.relativize(file.getParent()).toString(),
                    TreeMap::new,
                    Collectors.counting()));

    // then
    assertThat(rooms).isNotEmpty();
    assertThat(rooms.entrySet()).noneMatch(room -> room.getValue() > MOST_FILES);
  }

  @Test
  void shouldSayWhatEachRoomHides() throws IOException {
    assertThat(sources("main").stream().map(Path::getParent).distinct())
        .filteredOn(folder -> !isGuest(folder))
        .allMatch(folder -> Files.exists(folder.resolve("package-info.java")));
  }

  @Test
  void shouldHaveNoFileAboveFourHundredLines() throws IOException {
    for (Path file : sources("main")) {
      assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(MOST_LINES);
    }
  }

  /** What the lab measures from inside its package. */
  private static boolean isGuest(Path folder) {
    return folder.startsWith(ROOT.resolve("lab"))
        && !folder.startsWith(ROOT.resolve("lab/src/main/java/io/lexiseg/lab"));
  }

  private static List<Path> sources(String kind) throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve("src").resolve(kind).resolve("java"))
          .filter(Files::isDirectory)
          .flatMap(RoomsTest::files)
          .toList();
    }
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new IllegalStateException("cannot list " + folder, e);
    }
  }
}
