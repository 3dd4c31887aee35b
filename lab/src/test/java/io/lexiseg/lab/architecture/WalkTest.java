package io.lexiseg.lab.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/walk.md against the sources. */
class WalkTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern ROOM = Pattern.compile("### (\\d+)\\. `([a-z.]+)`");
  private static final Pattern STEP = Pattern.compile("- `([\\w.]+)`: .+");

  /**
   * @param numbers as written in front of the rooms
   * @param classes names below {@code io.lexiseg}
   */
  private record Walk(
      String title, List<Integer> numbers, List<String> rooms, List<String> classes) {
    private Walk(String title) {
      this(title, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    @Override
    public String toString() {
      return title;
    }
  }

  static Stream<Walk> walks() throws IOException {
    List<Walk> walks = new ArrayList<>();
    String room = "";
    for (String line : Files.readAllLines(ROOT.resolve("docs/walk.md"))) {
      Matcher entered = ROOM.matcher(line);
      Matcher step = STEP.matcher(line);
      if (line.startsWith("## ")) {
        walks.add(new Walk(line.substring(3)));
      } else if (entered.matches()) {
        room = entered.group(2) + ".";
        walks.get(walks.size() - 1).numbers().add(Integer.valueOf(entered.group(1)));
        walks.get(walks.size() - 1).rooms().add(entered.group(2));
      } else if (line.startsWith("### ")) {
        room = "";
      } else if (step.matches()) {
        walks.get(walks.size() - 1).classes().add(room + step.group(1));
      }
    }
    return walks.stream();
  }

  @ParameterizedTest
  @MethodSource("walks")
  void shouldNameClassesThatExist(Walk walk) {
    assertThat(walk.classes()).hasSizeGreaterThan(20);
    assertThat(walk.classes())
        .allSatisfy(name -> assertThat(places(name + ".java")).as(name).hasSize(1));
  }

  @ParameterizedTest
  @MethodSource("walks")
  void shouldEnterEachRoomOnceAndInOrder(Walk walk) {
    assertThat(walk.rooms()).doesNotHaveDuplicates();
    assertThat(walk.numbers())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, walk.rooms().size()).boxed().toList());
  }

  @ParameterizedTest
  @MethodSource("walks")
  void shouldReachEachRoomFromOneBefore(Walk walk) {
    for (int place = 1; place < walk.rooms().size(); place++) {
      String room = walk.rooms().get(place);
      List<String> before = walk.rooms().subList(0, place);
      assertThat(before).as(room).anyMatch(other -> knows(other, room) || knows(room, other));
    }
  }

  /** Whether a class of one room imports one of the other. */
  private static boolean knows(String room, String other) {
    Pattern imported = Pattern.compile("import (static )?io\\.lexiseg\\." + other + "\\.[A-Z]");
    return places(room).stream()
        .flatMap(WalkTest::sources)
        .anyMatch(source -> imported.matcher(source).find());
  }

  private static Stream<String> sources(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> sources = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sources.add(Files.readString(file));
      }
      return sources.stream();
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + folder, e);
    }
  }

  /** Where a package or a file of the product lies, in whichever module. */
  private static List<Path> places(String name) {
    String path = name.replaceFirst("\\.java$", "").replace('.', '/');
    String ending = name.endsWith(".java") ? ".java" : "";
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .filter(module -> !module.endsWith("lab"))
          .map(module -> module.resolve("src/main/java/io/lexiseg").resolve(path + ending))
          .filter(Files::exists)
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException("cannot list modules", e);
    }
  }
}
