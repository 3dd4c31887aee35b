package io.lexiseg.indexbuilder.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.indexbuilder.generation.GeneratorIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFolderTest {
  @TempDir Path folder;
  private Path index;
  private BuildPlan plan;

  @BeforeEach
  void plan() {
    index = folder.resolve("index");
    plan = FakeMaker.plan(FakeMaker.captions(Builds.CAPTIONS), Builds.BATCH);
  }

  @Test
  void shouldRefuseTwoBuildersOnOneFolder() {
    // given
    try (JobFolder first = JobFolder.open(index, plan)) {
      // when / then
      assertThatThrownBy(() -> JobFolder.open(index, plan))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(first.index() + ".made belongs to another builder at work")
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
    JobFolder.open(index, plan).close();
  }

  @Test
  void shouldNameAllThatDoesNotFitAndTouchNothing() {
    // given
    Builds.build(index, new FakeMaker());
    Map<String, String> before = Builds.files(folder);
    BuildPlan other =
        new BuildPlan(
            FakeMaker.captions(5).pinned(),
            new GeneratorIdentity("sketcher", "a".repeat(64), "9 steps"),
            new BuildPlan.Encoder("lite", "f".repeat(64), "resnet", 3, 5),
            new BuildPlan.Settings(0.3, 0.9, true, 8, 4));

    // when / then
    assertThatThrownBy(() -> JobFolder.open(index, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was begun otherwise")
        .hasMessageContaining("captions: expected 11, found 5")
        .hasMessageContaining("generator: expected painter, found sketcher")
        .hasMessageContaining("settings of the generator: expected 5 steps, found 9 steps")
        .hasMessageContaining("encoder pack: expected pack, found lite")
        .hasMessageContaining("backbone: expected backbone, found resnet")
        .hasMessageContaining("gamma: expected 0.45, found 0.3")
        .hasMessageContaining("lemma keys: expected false, found true")
        .hasMessageContaining("seed: expected 7, found 8")
        .hasMessageContaining("batch: expected 3, found 4");
    assertThat(Builds.files(folder)).isEqualTo(before);
  }

  @Test
  void shouldRefuseAnIndexThatWasMadeInAnotherWay() throws IOException {
    // given
    Builds.build(folder.resolve("other"), new FakeMaker());
    Files.move(folder.resolve("other"), index);

    // when / then
    assertThatThrownBy(() -> JobFolder.open(index, plan))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(index + " holds an index already")
        .hasMessageContaining("backbone backbone made by index build --from-captions")
        .hasMessageContaining("generator painter and encoder pack pack");
    assertThat(folder.resolve("index.made")).doesNotExist();
  }

  @Test
  void shouldRefuseFoldersOfOtherThings() throws IOException {
    // given
    Files.createDirectories(index);
    Files.writeString(index.resolve("letter.txt"), "dear");
    Path second = folder.resolve("second");
    Files.createDirectories(folder.resolve("second.made"));
    Files.writeString(folder.resolve("second.made/letter.txt"), "dear");

    // when / then
    assertThatThrownBy(() -> JobFolder.open(index, plan))
        .hasMessageContaining("expected a new or empty folder " + index);
    assertThatThrownBy(() -> JobFolder.open(second, plan))
        .hasMessageContaining("second.made, found letter.txt");
    assertThatThrownBy(() -> JobFolder.of(index)).hasMessageContaining("expected " + index);
  }

  @Test
  void shouldPublishWithOtherFiltersAndBackWithoutMakingAnything() {
    // given
    Builds.build(index, new FakeMaker());
    Map<String, String> first = Builds.files(index);
    assertThat(first.get("dropped.tsv")).contains("whole-picture\tmask share 0.970 > 0.9");

    // when
    try (JobFolder job = JobFolder.of(index)) {
      Builds.publish(job, "none");
    }
    Map<String, String> all = Builds.files(index);
    try (JobFolder job = JobFolder.of(index)) {
      Builds.publish(job, "whole-picture");
    }

    // then
    assertThat(all.get("dropped.tsv")).doesNotContain("whole-picture");
    assertThat(all.get("prototypes.tsv")).contains("wide");
    assertThat(Builds.files(index)).isEqualTo(first);
  }

  @Test
  void shouldKeepTheIndexWhenNothingPasses() {
    // given
    Builds.build(index, new FakeMaker());
    Map<String, String> before = Builds.files(index);

    // when / then
    try (JobFolder job = JobFolder.of(index)) {
      assertThatThrownBy(() -> Builds.publish(job, "low-contrast=0.9"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected prototypes of 11 captions, got none")
          .hasMessageContaining("not-in-prompt 5, low-contrast 18");
    }
    assertThat(Builds.files(index)).isEqualTo(before);
  }
}
