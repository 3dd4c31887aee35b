package io.lexiseg.indexbuilder.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.indexbuilder.diffusion.GeneratorPacks;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.random.TinyPack;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands around an index from captions, with sketch and the tiny pack's real encoders. */
class CaptionCommandsTest {
  @TempDir Path folder;
  private String generator = "";
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeFiles() throws IOException {
    Files.write(
        folder.resolve("captions.txt"),
        List.of("a house on grass under the sky", "a boat on water at night", "and so on"));
    TinyPack.write(folder.resolve("pack"), 1);
    PackStore store = PackStore.at(folder.resolve("store"));
    generator = GeneratorPacks.open(store, "sketch").folder().toString();
  }

  @Test
  void shouldBuildFilterAndInspect() throws IOException {
    // when
    int built = build("--keep-pictures");
    int filtered = run("filter", index(), "--filters=none");
    int inspected = run("inspect", index(), "--generator=" + generator);

    // then
    assertThat(err.toString()).contains("make prototypes: 3 of 3");
    assertThat(new int[] {built, filtered, inspected}).containsExactly(0, 0, 0);
    assertThat(out.toString().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains(
                        "\"generation\":1",
                        "\"sketch\"",
                        "ddim 2 steps",
                        "gamma 0.45",
                        "no-noun 1"),
            line -> assertThat(line).contains("mine generation 2: 5 prototypes"),
            line -> assertThat(line).isEqualTo(index() + ".html"));
    assertThat(Files.readString(Path.of(index() + ".html")))
        .contains("noun-house", "data:image/png");
    assertThat(run("verify", index())).isZero();
  }

  @Test
  void shouldRefuseOtherConstantsForABuildThatIsThere() {
    // given
    build();

    // when
    int again = build("--alpha=0.5");

    // then
    assertThat(again).isEqualTo(1);
    assertThat(err.toString()).contains("was begun otherwise", "alpha: expected 0.9, found 0.5");
  }

  @Test
  void shouldEstimateAndMakeNothing() {
    // when
    int estimated = build("--estimate");

    // then
    assertThat(estimated).isZero();
    assertThat(out.toString()).contains("3 captions, about 5 nouns", "time: about", "disk: about");
    assertThat(Path.of(index())).doesNotExist();
    assertThat(Path.of(index() + ".made")).doesNotExist();
  }

  @Test
  void shouldTakeEitherMasksOrCaptions() {
    // when / then
    assertThat(run("build", "--out=" + index())).isEqualTo(2);
    assertThat(build("--from-masks=" + folder)).isEqualTo(2);
    assertThat(run("build", "--out=" + index(), "--from-masks=" + folder, "--steps=3"))
        .isEqualTo(2);
  }

  @Test
  void shouldSayWhatAnIndexWithoutItsBatchesLacks() {
    // when / then
    assertThat(run("inspect", folder.resolve("none").toString())).isEqualTo(1);
    assertThat(run("filter", folder.resolve("none").toString(), "--filters=none")).isEqualTo(1);
    assertThat(err.toString()).contains("none.made");
  }

  private int build(String... more) {
    String[] arguments = {
      "build",
      "--from-captions=" + folder.resolve("captions.txt"),
      "--pack=" + folder.resolve("pack"),
      "--generator=" + generator,
      "--steps=2",
      "--out=" + index()
    };
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return run(all);
  }

  private String index() {
    return folder.resolve("mine").toString();
  }

  private int run(String... arguments) {
    return new CommandLine(new IndexCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler(
            (failure, line, result) -> {
              line.getErr().println(failure.getMessage());
              return 1;
            })
        .execute(arguments);
  }
}
