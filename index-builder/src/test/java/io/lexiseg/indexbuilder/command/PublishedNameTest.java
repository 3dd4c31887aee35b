package io.lexiseg.indexbuilder.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.prototypes.IndexDescription;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Under which name a copy of an index is published. */
class PublishedNameTest {
  private static final IndexDescription LITE =
      new IndexDescription("lite", 2, "resnet50", 384, 2048, Map.of("pictures", "100"));

  @Test
  void shouldTakeTheNameThatTheServerIsAskedFor() {
    // when
    IndexDescription copy =
        PublishCommand.description(LITE, "redis://localhost:6379?index=yard&algorithm=flat", 0);
    // then
    assertThat(copy.name()).isEqualTo("yard");
    assertThat(copy.generation()).isEqualTo(2);
    assertThat(copy.provenance())
        .containsOnly(Map.entry("pictures", "100"), Map.entry("copiedFrom", "lite generation 2"));
  }

  @Test
  void shouldKeepTheNameOtherwise() {
    // when, then
    assertThat(PublishCommand.description(LITE, "redis://localhost:6379?index=lite", 3))
        .isEqualTo(
            new IndexDescription("lite", 3, "resnet50", 384, 2048, Map.of("pictures", "100")));
    assertThat(PublishCommand.description(LITE, "/data/copy", 0)).isEqualTo(LITE);
  }
}
