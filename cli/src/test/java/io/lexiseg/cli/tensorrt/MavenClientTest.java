package io.lexiseg.cli.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.vision.pack.install.ProgressListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenClientTest {
  /** Reads the POM, as Maven does, and knows NVIDIA's archives where it is asked for them. */
  private static final String LIST_ANSWER =
      """
      list=/r/org/x/a/1/a.jar
      for argument in "$@"; do
        case $argument in
          */pom.xml) grep -q tensorrt "$argument" || exit 3 ;;
          -Pnvidia) list=$list:/r/org/x/b/2/b.jar ;;
          -Dmdep.outputFile=*) printf '%s' "$list" > "${argument#*=}" ;;
        esac
      done
      """;

  @TempDir Path folder;

  @Test
  void shouldTellTheFilesThatMavenHas() throws IOException {
    // given
    MavenClient maven = maven(LIST_ANSWER);

    // when
    List<Path> files = maven.fetch(ProgressListener.NONE);

    // then
    assertThat(files).containsExactly(Path.of("/r/org/x/a/1/a.jar"), Path.of("/r/org/x/b/2/b.jar"));
  }

  @Test
  void shouldAskForNvidiasArchivesInASecondRun() throws IOException {
    // given
    Path runs = folder.resolve("runs");
    MavenClient maven = maven("echo \"$@\" >> " + runs + "\n" + LIST_ANSWER);

    // when
    maven.fetch(ProgressListener.NONE);

    // then
    assertThat(Files.readAllLines(runs)).hasSize(2);
    assertThat(Files.readAllLines(runs).get(0)).doesNotContain("-Pnvidia");
    assertThat(Files.readAllLines(runs).get(1)).contains("-Pnvidia");
  }

  @Test
  void shouldPassOnWhatMavenSays() throws IOException {
    // given
    MavenClient maven =
        maven(
            LIST_ANSWER
                + "printf '[\\033[1;31mERROR\\033[m] Could not transfer artifact: No space left on device\\nmore\\n'\n"
                + "exit 1");

    // when, then
    assertThatThrownBy(() -> maven.fetch(ProgressListener.NONE))
        .hasMessageContaining("exit code 1: Could not transfer artifact: No space left on device");
  }

  @Test
  void shouldNotTrustSuccessWithoutAList() throws IOException {
    assertThatThrownBy(() -> maven("exit 0").fetch(ProgressListener.NONE))
        .hasMessageContaining("exit code 0: nothing");
  }

  @Test
  void shouldLeaveNothingOfItsOwn() throws IOException {
    // given
    Path folders = folder.resolve("folders");
    MavenClient maven = maven("pwd >> " + folders + "\n" + LIST_ANSWER);

    // when
    maven.fetch(ProgressListener.NONE);

    // then
    assertThat(Files.readAllLines(folders))
        .hasSize(2)
        .allSatisfy(scratch -> assertThat(Path.of(scratch)).doesNotExist());
  }

  @Test
  void shouldSayThatMavenIsNotThere() {
    assertThatThrownBy(() -> new MavenClient(List.of("no-such-maven")).fetch(ProgressListener.NONE))
        .hasMessageContaining("expected Maven on the PATH, found none")
        .hasMessageContaining("--from");
  }

  @Test
  void shouldAskForTheArchivesThatAreUnpacked() throws IOException {
    // given
    String pom =
        new String(MavenClient.resource("natives-pom.xml").readAllBytes(), StandardCharsets.UTF_8);

    // then
    Stream<String> names =
        Stream.concat(Archive.ALL.stream().map(Archive::name), Archive.BINDINGS.stream());
    assertThat(names).allSatisfy(name -> assertThat(pom).contains(dependency(name)));
    assertThat(pom.split("<dependency>", -1)).hasSize(8);
  }

  /** {@code cuda-12.3-8.9-1.5.10-linux-x86_64.jar} as a POM writes it. */
  private static String dependency(String file) {
    String name = file.replace(".jar", "");
    int dash = name.indexOf('-');
    int classifier = name.indexOf("-linux");
    String version = name.substring(dash + 1, classifier < 0 ? name.length() : classifier);
    return "<artifactId>%s</artifactId><version>%s</version>%s"
        .formatted(
            name.substring(0, dash),
            version,
            classifier < 0
                ? "</dependency>"
                : "<classifier>%s</classifier>".formatted(name.substring(classifier + 1)));
  }

  private MavenClient maven(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("mvn.sh"), script);
    return new MavenClient(List.of("sh", file.toString()));
  }
}
