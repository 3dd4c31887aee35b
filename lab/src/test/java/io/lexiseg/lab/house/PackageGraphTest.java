package io.lexiseg.lab.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PackageGraphTest {
  @Test
  void shouldFindPackagesThatReachEachOther() {
    // given
    List<SourceFile> files =
        List.of(
            givenFile("vision", "a", "import io.lexiseg.b.Other;"),
            givenFile("vision", "b", "import static io.lexiseg.c.Other.Inner.LIMIT;"),
            givenFile("vision", "c", "import io.lexiseg.a.Other.Inner;"),
            givenFile("vision", "d", "import io.lexiseg.a.Other;"));

    // when
    List<Set<String>> circles = new PackageGraph(files).circles();

    // then
    assertThat(circles).containsExactly(Set.of("io.lexiseg.a", "io.lexiseg.b", "io.lexiseg.c"));
  }

  @Test
  void shouldSeeNoCircleWhereOneWayIsTaken() {
    // given
    List<SourceFile> files =
        List.of(
            givenFile("vision", "a", "import io.lexiseg.b.Other;"),
            givenFile("vision", "b", "import java.util.List;"));

    // when
    List<Set<String>> circles = new PackageGraph(files).circles();

    // then
    assertThat(circles).isEmpty();
  }

  @Test
  void shouldLeaveOutGuestsInPackagesOfTheProduct() {
    // given
    List<SourceFile> files =
        List.of(
            givenFile("vision", "a", "import io.lexiseg.b.Other;"),
            givenFile("vision", "b", ""),
            givenFile("lab", "b", "import io.lexiseg.a.Other;"));

    // when
    List<Set<String>> circles = new PackageGraph(files).circles();

    // then
    assertThat(circles).isEmpty();
  }

  private static SourceFile givenFile(String module, String name, String line) {
    String path = "%s/src/main/java/io/lexiseg/%s/Other.java".formatted(module, name);
    return SourceFile.of(path, List.of(line));
  }
}
