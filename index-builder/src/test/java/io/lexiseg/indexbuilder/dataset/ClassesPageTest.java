package io.lexiseg.indexbuilder.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that the page on evaluation shows is one that can be read. */
class ClassesPageTest {
  private static final Path PAGE = Path.of("../docs/evaluation.md");
  private static final Pattern SHOWN = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void shouldReadTheClassesThatThePageShows() throws IOException {
    // given
    Matcher shown = SHOWN.matcher(Files.readString(PAGE));
    assertThat(shown.find()).as("a file between fences").isTrue();
    Files.writeString(folder.resolve(ClassList.FILE), shown.group(1));

    // when
    ClassList classes = ClassList.read(folder);

    // then
    assertThat(classes.unlabelled()).isZero();
    assertThat(classes.names()).isEqualTo(Map.of(1, "road", 2, "sky", 7, "tree-merged"));
  }
}
