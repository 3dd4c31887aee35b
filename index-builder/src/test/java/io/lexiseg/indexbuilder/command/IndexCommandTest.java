package io.lexiseg.indexbuilder.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.indexbuilder.dataset.AnnotatedPictures;
import io.lexiseg.vision.pack.random.TinyPack;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands with the tiny pack's real encoders. */
class IndexCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writePictures() throws IOException {
    AnnotatedPictures.write(folder.resolve("data"), "a", "sky left, grass right", 48, 64);
    TinyPack.write(folder.resolve("pack"), 1);
  }

  @Test
  void shouldBuildListAndVerifyAnIndex() {
    // given
    Path index = folder.resolve("indexes/mine");

    // when
    int built =
        run(
            "build",
            "--from-masks=" + folder.resolve("data"),
            "--pack=" + folder.resolve("pack"),
            "--out=" + index,
            "--provenance=licence=CC0");
    int listed = run("list", folder.resolve("indexes").toString());
    int verified = run("verify", index.toString());

    // then
    assertThat(err.toString()).contains("pool regions: 1 of 1");
    assertThat(new int[] {built, listed, verified}).containsExactly(0, 0, 0);
    assertThat(out.toString().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains("\"name\":\"mine\"", "\"count\":2", "\"licence\":\"CC0\""),
            line -> assertThat(line).contains("mine", "2 prototypes", index.toString()),
            line -> assertThat(line).contains("2 prototypes of 2 nouns", "sound"));
  }

  @Test
  void shouldListTheNounsOfAnIndex() {
    // given
    Path index = folder.resolve("mine");
    run(
        "build",
        "--from-masks=" + folder.resolve("data"),
        "--pack=" + folder.resolve("pack"),
        "--out=" + index);
    out.getBuffer().setLength(0);

    // when
    int listed = run("nouns", index.toString(), "--most=1");

    // then
    assertThat(listed).isZero();
    assertThat(out.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("2 nouns"),
            line -> assertThat(line).matches(" +1  \\S.* 0"));
  }

  @Test
  void shouldPublishACopyAndMeasureIt() {
    // given
    Path index = folder.resolve("mine");
    run(
        "build",
        "--from-masks=" + folder.resolve("data"),
        "--pack=" + folder.resolve("pack"),
        "--out=" + index);
    out.getBuffer().setLength(0);

    // when
    int published =
        run("publish", index.toString(), "file:" + folder.resolve("copy"), "--generation=7");

    // then
    assertThat(err.toString()).doesNotContain("expected");
    assertThat(published).isZero();
    assertThat(out.toString())
        .contains(
            "published mine generation 7, 2 prototypes", "2 neighbours over 2 queries 1.0000");
    assertThat(run("verify", folder.resolve("copy").toString())).isZero();
  }

  @Test
  void shouldPublishOnceWhereAskedTo() {
    // given
    Path index = folder.resolve("mine");
    run(
        "build",
        "--from-masks=" + folder.resolve("data"),
        "--pack=" + folder.resolve("pack"),
        "--out=" + index);
    String[] publish = {
      "publish", "--if-missing", index.toString(), "file:" + folder.resolve("copy")
    };

    // when
    int first = run(publish);
    int second = run(publish);
    int unasked = run("publish", index.toString(), "file:" + folder.resolve("copy"));

    // then
    assertThat(new int[] {first, second, unasked}).containsExactly(0, 0, 1);
    assertThat(out.toString()).contains("published mine generation 1", "already published: file:");
  }

  @Test
  void shouldNameEveryProblemOfTheDataSetBeforeAnythingIsLoaded() throws IOException {
    // given
    Files.copy(folder.resolve("data/images/a.jpg"), folder.resolve("data/images/unmasked.jpg"));
    Files.copy(folder.resolve("data/masks/a.png"), folder.resolve("data/masks/lonely.png"));

    // when
    int built =
        run(
            "build",
            "--from-masks=" + folder.resolve("data"),
            "--pack=" + folder.resolve("no-such-pack"),
            "--out=" + folder.resolve("index"));

    // then
    assertThat(built).isEqualTo(1);
    assertThat(err.toString()).contains("unmasked").contains("lonely");
    assertThat(folder.resolve("index")).doesNotExist();
  }

  @Test
  void shouldNameThePacksThereAre() {
    // when
    int built =
        run(
            "build",
            "--from-masks=" + folder.resolve("data"),
            "--pack=no-such-pack",
            "--out=" + folder.resolve("index"));

    // then
    assertThat(built).isEqualTo(1);
    assertThat(err.toString()).contains("pack no-such-pack: expected a folder or one of");
  }

  @Test
  void shouldNotWriteOverAnIndex() throws IOException {
    // given
    Path index = Files.createDirectories(folder.resolve("index"));
    Files.writeString(index.resolve("precious"), "");

    // when
    int built =
        run(
            "build",
            "--from-masks=" + folder.resolve("data"),
            "--pack=" + folder.resolve("pack"),
            "--out=" + index);

    // then
    assertThat(built).isEqualTo(1);
    assertThat(err.toString()).contains("expected a new or empty folder, found precious");
  }

  @Test
  void shouldRefuseNounsOfAClassifierThatIsNotKnown() {
    // when
    int built =
        run(
            "build",
            "--from-masks=" + folder.resolve("data"),
            "--classifier-nouns",
            "--pack=" + folder.resolve("pack"),
            "--out=" + folder.resolve("index"));

    // then
    assertThat(built).isEqualTo(1);
    assertThat(err.toString()).contains("resnet50-minilm", "for which none is known");
    assertThat(folder.resolve("index")).doesNotExist();
  }

  @Test
  void shouldRejectWrongUsage() {
    assertThat(run("build", "--out=" + folder)).isEqualTo(2);
    assertThat(err.toString()).contains("--from-masks");
  }

  @Test
  void shouldFindDamage() throws IOException {
    // given
    Path index = folder.resolve("index");
    run(
        "build",
        "--from-masks=" + folder.resolve("data"),
        "--pack=" + folder.resolve("pack"),
        "--out=" + index);
    byte[] prototypes = Files.readAllBytes(index.resolve("prototypes.bin"));
    prototypes[5] ^= 1;
    Files.write(index.resolve("prototypes.bin"), prototypes);

    // when
    int verified = run("verify", index.toString());

    // then
    assertThat(verified).isEqualTo(1);
    assertThat(err.toString()).contains("prototypes.bin: SHA-256");
  }

  @Test
  void shouldPublishAsOftenAsAStartScriptAsks() {
    // given
    Path index = givenIndex("index", 1);
    Path copy = folder.resolve("copy");

    // when
    int first = run("publish", index.toString(), copy.toString());
    int second = run("publish", "--if-missing", index.toString(), copy.toString());

    // then
    assertThat(new int[] {first, second}).containsExactly(0, 0);
    assertThat(out.toString())
        .contains("published index generation 1, 2 prototypes")
        .contains("already published: " + copy);
  }

  @Test
  void shouldNotPublishOverAnotherIndex() {
    // given
    Path copy = givenIndex("copy", 7);
    Path index = givenIndex("index", 1);

    // when
    int published = run("publish", index.toString(), copy.toString());

    // then
    assertThat(published).isEqualTo(1);
    assertThat(err.toString()).contains("expected a new or empty folder");
  }

  @Test
  void shouldSayThatRedisDoesNotAnswer() {
    // given
    Path index = givenIndex("index", 1);

    // when: nobody listens on the discard port
    int published = run("publish", index.toString(), "redis://localhost:9?index=index");

    // then
    assertThat(published).isEqualTo(1);
    assertThat(err.toString()).contains("localhost:9");
  }

  private Path givenIndex(String name, int generation) {
    Path index = folder.resolve(name);
    run(
        "build",
        "--from-masks=" + folder.resolve("data"),
        "--pack=" + folder.resolve("pack"),
        "--generation=" + generation,
        "--out=" + index);
    return index;
  }

  private int run(String... arguments) {
    CommandLine line =
        new CommandLine(new IndexCommand())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          err.append(String.valueOf(failure.getMessage()));
          return 1;
        });
    return line.execute(arguments);
  }
}
