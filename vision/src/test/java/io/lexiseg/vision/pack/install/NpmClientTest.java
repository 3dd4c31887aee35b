package io.lexiseg.vision.pack.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The npm client is a shell script here: {@code $4} is where it has to put the archive. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the fake npm is a shell script")
class NpmClientTest {
  @TempDir Path folder;

  @Test
  void shouldUnpackWantedFilesAndLeaveNothingElse() throws IOException {
    // given
    Path archive = givenArchive("package/data/image.jpg", "package/README.md");
    NpmClient npm = givenNpm("cp '" + archive + "' \"$4/x-1.0.0.tgz\"");
    Path target = folder.resolve("target");

    // when
    npm.fetch("x@1.0.0", target, path -> path.startsWith("data/"), ProgressListener.NONE);

    // then
    assertThat(Folders.list(target, "*")).containsExactly(target.resolve("data"));
    assertThat(target.resolve("data/image.jpg")).hasContent("content of package/data/image.jpg");
  }

  @Test
  void shouldUnpackIntoARelativeFolder() throws IOException {
    // given
    Path archive = givenArchive("package/a");
    NpmClient npm = givenNpm("cp '" + archive + "' \"$4/x.tgz\"");
    Path relative = Path.of("").toAbsolutePath().relativize(folder.toRealPath());

    // when
    npm.fetch("x@1", relative.resolve("target"), path -> true, ProgressListener.NONE);

    // then
    assertThat(folder.resolve("target/a")).exists();
  }

  @Test
  void shouldTryAgainWhenTheNetworkFails() throws IOException {
    // given
    Path archive = givenArchive("package/a");
    Path counter = folder.resolve("attempts");
    NpmClient npm =
        givenNpm(
            "echo >> '%s'; if [ $(wc -l < '%s') -lt 3 ]; then echo 'npm error code ECONNRESET'; exit 1; fi; cp '%s' \"$4/x.tgz\""
                .formatted(counter, counter, archive));

    // when
    npm.fetch("x@1", folder.resolve("target"), path -> true, ProgressListener.NONE);

    // then
    assertThat(folder.resolve("target/a")).exists();
    assertThat(Files.readAllLines(counter)).hasSize(3);
  }

  @Test
  void shouldNotTryAgainWhenThePackageDoesNotExist() throws IOException {
    // given
    Path counter = folder.resolve("attempts");
    NpmClient npm =
        givenNpm(
            "echo >> '"
                + counter
                + "'; echo 'npm error code E404'; echo 'npm error     at Request.emit (index.js:1)'; exit 1");
    Path target = folder.resolve("target");

    // when / then
    assertThatThrownBy(() -> npm.fetch("x@1", target, path -> true, ProgressListener.NONE))
        .isInstanceOf(InstallException.class)
        .hasMessageContaining("x@1")
        .hasMessageContaining("exit code 1 after 1 attempt")
        .hasMessageContaining("E404")
        .hasMessageNotContaining("Request.emit");
    assertThat(Files.readAllLines(counter)).hasSize(1);
    assertThat(Folders.list(target, "*")).isEmpty();
  }

  @Test
  void shouldSayWhatToDoWhenNpmIsMissing() {
    // given
    NpmClient npm = new NpmClient(List.of("no-such-npm-here"), Duration.ZERO);

    // when / then
    assertThatThrownBy(() -> npm.fetch("x@1", folder, path -> true, ProgressListener.NONE))
        .isInstanceOf(InstallException.class)
        .hasMessageContaining("npm client on the PATH")
        .hasMessageContaining("install Node.js");
  }

  @Test
  void shouldRejectAnArchiveThatLeadsOutOfItsFolder() throws IOException {
    // given
    Path archive = givenArchive("package/../../evil");
    NpmClient npm = givenNpm("cp '" + archive + "' \"$4/x.tgz\"");
    Path target = folder.resolve("deep/target");

    // when / then
    assertThatThrownBy(() -> npm.fetch("x@1", target, path -> true, ProgressListener.NONE))
        .isInstanceOf(InstallException.class)
        .hasMessageContaining("leads out of its folder");
    assertThat(folder.resolve("deep/evil")).doesNotExist();
  }

  @Test
  void shouldRejectATruncatedArchive() throws IOException {
    // given
    Path archive = givenArchive("package/a");
    NpmClient npm = givenNpm("head -c 60 '" + archive + "' > \"$4/x.tgz\"");

    // when / then
    assertThatThrownBy(() -> npm.fetch("x@1", folder, path -> true, ProgressListener.NONE))
        .isInstanceOf(InstallException.class)
        .hasMessageContaining("could not be unpacked");
  }

  private NpmClient givenNpm(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("npm.sh"), script + "\n");
    return new NpmClient(List.of("sh", file.toString()), Duration.ZERO);
  }

  private Path givenArchive(String... names) throws IOException {
    Path file = folder.resolve("archive.tgz");
    try (OutputStream out = Files.newOutputStream(file);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
      for (String name : names) {
        byte[] content = ("content of " + name).getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return file;
  }
}
