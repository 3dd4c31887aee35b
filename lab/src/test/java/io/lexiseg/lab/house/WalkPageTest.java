package io.lexiseg.lab.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WalkPageTest {
  @Test
  void shouldCountRoomsAndClassesOfEachWalk() {
    // given
    List<String> page =
        List.of(
            "## One frame",
            "### 1. `vision.image`",
            "- `ImageDecoder`: bytes become pixels.",
            "- `CheckedFile`: which format.",
            "### 2. `vision.mask`",
            "- `Mask`: the result.",
            "### Entered again",
            "- `vision.image.Resizing`: once more.",
            "## One DEFINE",
            "### 1. `schemas`",
            "- `WriterSchemas`: the schema.");

    // when
    Map<String, String> figures = WalkPage.figures(page);

    // then
    assertThat(figures)
        .containsExactly(
            Map.entry("One frame, rooms", "2"),
            Map.entry("One frame, classes", "3"),
            Map.entry("One frame, entered again", "1"),
            Map.entry("One DEFINE, rooms", "1"),
            Map.entry("One DEFINE, classes", "1"));
  }
}
