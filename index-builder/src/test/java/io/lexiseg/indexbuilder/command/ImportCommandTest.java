package io.lexiseg.indexbuilder.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.indexbuilder.published.Samples;
import io.lexiseg.vision.pack.random.TinyPack;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code index import} and what looks after its result, with files of faiss and numpy. */
class ImportCommandTest {
  @TempDir static Path packs;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path index;

  @BeforeAll
  static void writePack() {
    TinyPack.write(packs.resolve("tiny"), 1);
  }

  @BeforeEach
  void copyFiles() {
    Samples.copy("flat.index", folder);
    Samples.copy("l2.index", folder);
    Samples.copy("prototypes.tar", folder);
    Samples.copy("keys.npy", folder);
    index = folder.resolve("freeda");
  }

  @Test
  void shouldImportListVerifyAndSearch() {
    // when
    int imported = importing("flat.index", "--provenance=licence=CC0", "--generation=3");
    int listed = run("list", index.toString());
    int verified = run("verify", index.toString());
    int found =
        run(
            "nearest",
            index.toString(),
            "--queries=" + folder.resolve("keys.npy"),
            "--neighbours=2");

    // then
    assertThat(new int[] {imported, listed, verified, found}).containsOnly(0);
    assertThat(err.toString())
        .contains("left out 1 hidden files, such as [.DS_Store]")
        .contains("dropped 0 of 24 pairs; keys: norm min ")
        .contains("read prototypes: 24 of 24")
        .contains("write pairs: 24 of 24");
    List<String> lines = out.toString().lines().toList();
    assertThat(lines.get(0))
        .contains("\"name\":\"freeda\"", "\"generation\":3", "\"count\":24", "\"licence\":\"CC0\"")
        .contains("flat.index, IxFI, 24 keys of 32 components, SHA-256");
    assertThat(lines.get(1)).contains("freeda", "generation 3", "24 prototypes of   64");
    assertThat(lines.get(2)).contains("24 prototypes of 13 nouns", "sound");
    assertThat(lines.get(3)).isEqualTo("query,rank,id,similarity,noun");
    assertThat(lines).hasSize(4 + 2 * 24);
    for (int query = 0; query < 24; query++) {
      String[] best = lines.get(4 + 2 * query).split(",", -1);
      assertThat(best).startsWith(Integer.toString(query), "1", Integer.toString(query));
      assertThat(Double.parseDouble(best[3])).isCloseTo(1, within(1e-6)); // rounding of float
    }
  }

  @Test
  void shouldLeaveNothingBehindWhenTheFilesAreWrong() throws IOException {
    // when
    int imported = importing("l2.index");

    // then
    assertThat(imported).isEqualTo(1);
    assertThat(err.toString()).contains("l2.index: byte 33: expected metric 0, inner product");
    try (var left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("flat.index", "l2.index", "prototypes.tar", "keys.npy");
    }
  }

  @Test
  void shouldSayThatSomethingIsInTheWayBeforeReading() throws IOException {
    // given
    Files.createDirectory(index);
    Files.writeString(index.resolve("precious"), "");

    // when
    int imported = importing("l2.index");

    // then
    assertThat(imported).isEqualTo(1);
    assertThat(err.toString())
        .contains("expected a new or empty folder, found precious")
        .doesNotContain("l2.index");
  }

  @Test
  void shouldRejectWrongUsage() {
    assertThat(run("import", "--out=" + index)).isEqualTo(2);
    assertThat(err.toString()).contains("--faiss", "--prototypes", "--pack");
    assertThat(importing("flat.index", "--nouns=no group")).isEqualTo(1);
    assertThat(err.toString()).contains("nouns: expected a pattern with a group");
  }

  @Test
  void shouldDropInRedisOnly() {
    assertThat(run("drop", index.toString())).isEqualTo(1);
    assertThat(run("drop", "redis://localhost:9?index=freeda")).isEqualTo(1);
    assertThat(run("drop", "redis://localhost:9?index=freeda&generation=2")).isEqualTo(1);
    assertThat(err.toString())
        .contains("a folder is removed like any other")
        .contains("expected generation=N for index freeda")
        .contains("localhost:9: ");
  }

  @Test
  void shouldRefuseQueriesOfOneAxis() {
    // given
    importing("flat.index");
    Samples.copy("half.npy", folder);

    // when
    int found = run("nearest", index.toString(), "--queries=" + folder.resolve("half.npy"));

    // then
    assertThat(found).isEqualTo(1);
    assertThat(err.toString()).contains("expected shape [queries, components], found [64]");
  }

  private int importing(String faiss, String... more) {
    String[] arguments = {
      "import",
      "--faiss=" + folder.resolve(faiss),
      "--prototypes=" + folder.resolve("prototypes.tar"),
      "--pack=" + packs.resolve("tiny"),
      "--out=" + index
    };
    return run(Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new));
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
