package io.lexiseg.vision.pack.proposer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.vision.pack.Checksums;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.generator.AnyPack;
import io.lexiseg.vision.pack.install.InstallException;
import io.lexiseg.vision.pack.install.NpmClient;
import io.lexiseg.vision.pack.install.ProgressListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The npm client is a shell script here, the package one of the same layout. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the fake npm is a shell script")
class Sam2PackTest {
  @TempDir Path folder;
  private final Map<String, String> digests = new HashMap<>();
  private PackStore store;
  private NpmClient npm;

  @BeforeEach
  void publish() throws IOException {
    store = PackStore.at(folder.resolve("cache"));
    Path archive = folder.resolve("x.tgz");
    try (OutputStream file = Files.newOutputStream(archive);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
      for (String name : List.of(Sam2Pack.ENCODER, Sam2Pack.DECODER, "dist/other.js")) {
        byte[] content = ("content of " + name).getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry("package/" + name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
        Path plain = Files.write(folder.resolve("plain"), content);
        if (!name.endsWith(".js")) {
          digests.put(name, Checksums.sha256(plain));
        }
      }
    }
    Path script = folder.resolve("npm.sh");
    Files.writeString(script, "cp '" + archive + "' \"$4/x.tgz\"\n");
    npm = new NpmClient(List.of("sh", script.toString()), Duration.ZERO);
  }

  @Test
  void shouldInstallAPackOfItsOwnKind() {
    // when
    ProposerPack pack = Sam2Pack.install(store, npm, digests, ProgressListener.NONE);

    // then
    pack.check();
    assertThat(pack.id()).isEqualTo("sam2-tiny");
    assertThat(pack.encoder()).hasContent("content of " + Sam2Pack.ENCODER);
    assertThat(pack.decoder()).hasContent("content of " + Sam2Pack.DECODER);
    assertThat(store.open(Sam2Pack.ID, AnyPack::load)).isEqualTo(pack);
    assertThatThrownBy(() -> ModelPack.load(pack.folder()))
        .hasMessageContaining("expected a pack of kind encoders, got one of kind proposer");
  }

  @Test
  void shouldRefuseOtherFilesAndLeaveNothing() {
    // given
    digests.put(Sam2Pack.DECODER, "0".repeat(64));

    // then
    assertThatThrownBy(() -> Sam2Pack.install(store, npm, digests, ProgressListener.NONE))
        .isInstanceOf(InstallException.class)
        .hasMessageContaining(Sam2Pack.DECODER)
        .hasMessageContaining("expected sha256 000");
    assertThat(store.installed()).isEmpty();
  }
}
