package io.lexiseg.indexbuilder.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.indexbuilder.generation.GeneratorIdentity;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.file.FilePrototypeIndex;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexPublicationTest {
  @TempDir Path folder;

  @Test
  void shouldOrderByCaptionAndNoun() {
    // when
    IndexManifest manifest = Builds.build(folder.resolve("index"), new FakeMaker());

    // then: three of "tree house", three of "house sky", three of "sky" without "wide"
    assertThat(manifest.count()).isEqualTo(15);
    try (PrototypeIndex index = FilePrototypeIndex.open(folder.resolve("index"))) {
      assertThat(index.nouns(new long[] {0, 1, 2, 3, 4, 5, 6}))
          .containsExactly("house", "tree", "house", "sky", "sky", "house", "tree");
    }
  }

  @Test
  void shouldTellWhereAllComesFromAndWhatBecameOfTheRest() {
    // when
    IndexManifest manifest = Builds.build(folder.resolve("index"), new FakeMaker());

    // then
    assertThat(manifest.provenance())
        .containsEntry("builder", "index build --from-captions")
        .containsEntry("licence", "CC0")
        .containsEntry("filters", "whole-picture=0.9")
        .containsEntry("dropped", "not-in-prompt 5, whole-picture 3")
        .containsEntry("settings", "gamma 0.45, alpha 0.9, surface keys, seed 7")
        .containsEntry(GeneratorIdentity.FACT, "painter") // as the service looks for it
        .containsEntry("drawing", "5 steps, SHA-256 " + "a".repeat(64))
        .containsEntry("packSha256", "e".repeat(64));
    Map<String, String> files = Builds.files(folder.resolve("index"));
    assertThat(files.getOrDefault("prototypes.tsv", "").lines().skip(1).findFirst().orElseThrow())
        .isEqualTo(
            "0\thouse\thouse\thouse\tc000\t%d\t0.250000\t0.500000\ttree house"
                .formatted(CaptionTasks.seedOf(7, "c000")));
    assertThat(files.getOrDefault("dropped.tsv", "").lines())
        .contains("c001\tnothing\tnot-in-prompt\ttab here\thouse sky nothing");
    assertThat(files.getOrDefault("prototypes.tsv", "").lines()).hasSize(16);
    assertThat(files.getOrDefault("dropped.tsv", "").lines()).hasSize(9);
  }

  @Test
  void shouldRefuseACaptionIdThatIsThereTwice() {
    // given
    CaptionTasks captions = new CaptionTasks();
    captions.add("a", "a tree");

    // when / then
    assertThatThrownBy(() -> captions.add("a", "a house"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 'a' twice");
  }
}
