package io.lexiseg.vision.pack.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.install.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderPacksTest {
  @TempDir private Path root;

  @Test
  void shouldInstallThePackThatShips() {
    // when
    ModelPack pack = open();

    // then
    pack.check();
    assertThat(pack.folder()).isEqualTo(root.resolve("packs/drawings"));
    assertThat(pack.dense().dimension()).isEqualTo(160);
  }

  @Test
  void shouldRepairAPackThatIsDamagedOrOlder() throws IOException {
    // given
    Path text = open().folder().resolve("text.onnx");

    // when, then
    Files.writeString(text, "cut");
    open().check();
    Path description = root.resolve("packs/drawings/pack.json");
    String shipped = Files.readString(description);
    Files.writeString(description, shipped.replace("\"recipe\": 1", "\"recipe\": 2"));
    open().check();
    assertThat(description).hasContent(shipped);
  }

  /** As in a container, whose packs are part of its image. */
  @Test
  void shouldWriteNothingWhereAllIsThere() throws IOException {
    // given
    open();
    Path packs = root.resolve("packs");
    Files.delete(packs.resolve(".drawings.lock"));

    // when
    open();

    // then
    assertThat(packs).isDirectoryNotContaining("glob:**/.*").isNotEmptyDirectory();
  }

  @Test
  void shouldSayWhichPacksThereAre() {
    open();
    assertThatThrownBy(
            () -> EncoderPacks.open(PackStore.at(root), "freeda-b", ProgressListener.NONE))
        .hasMessageContaining("pack freeda-b: expected a folder or one of [drawings] installed");
  }

  private ModelPack open() {
    return EncoderPacks.open(PackStore.at(root), EncoderPacks.DRAWINGS, ProgressListener.NONE);
  }
}
