package io.lexiseg.vision.pack.lite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TfjsModelTest {
  @TempDir Path folder;

  @Test
  void shouldReadWeightsAcrossShards() throws IOException {
    // given
    Path file =
        givenModel("{\"name\":\"a\",\"shape\":[3],\"dtype\":\"float32\"}", new byte[] {0, 0}, 0);
    Files.write(
        folder.resolve("b.bin"), new byte[] {(byte) 0x80, 0x3f, 0, 0, 0, 0x40, 0, 0, 0x40, 0x40});

    // when
    TfjsModel model = TfjsModel.read(file);

    // then
    assertThat(model.weights("a")).containsExactly(1, 2, 3);
    assertThat(model.shape("a")).containsExactly(3);
    assertThat(model.has("b")).isFalse();
  }

  @Test
  void shouldRejectShardsOfTheWrongSize() throws IOException {
    // given
    Path file = givenModel("{\"name\":\"a\",\"shape\":[3],\"dtype\":\"float32\"}", new byte[8], 3);

    // when / then
    assertThatThrownBy(() -> TfjsModel.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected shards of 12 bytes in all, got 11");
  }

  @Test
  void shouldRejectQuantisedWeights() throws IOException {
    // given
    Path file = givenModel("{\"name\":\"a\",\"shape\":[2],\"dtype\":\"uint8\"}", new byte[2], 0);

    // when / then
    assertThatThrownBy(() -> TfjsModel.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected plain float32 weights")
        .hasMessageContaining("uint8");
  }

  @Test
  void shouldRejectShardsOutsideTheFolder() throws IOException {
    // given
    Path file =
        Files.writeString(
            folder.resolve("model.json"),
            "{\"format\":\"layers-model\",\"weightsManifest\":[{\"paths\":[\"../x\"],\"weights\":[]}]}");

    // when / then
    assertThatThrownBy(() -> TfjsModel.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected shards beside it, got ../x");
  }

  @Test
  void shouldNameMissingWeights() throws IOException {
    // given
    TfjsModel model =
        TfjsModel.read(
            givenModel("{\"name\":\"a\",\"shape\":[1],\"dtype\":\"float32\"}", new byte[4], 0));

    // when / then
    assertThatThrownBy(() -> model.weights("conv1/kernel"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected weights conv1/kernel, got none");
  }

  private Path givenModel(String weights, byte[] first, int secondLength) throws IOException {
    Files.write(folder.resolve("a.bin"), first);
    Files.write(folder.resolve("b.bin"), new byte[secondLength]);
    return Files.writeString(
        folder.resolve("model.json"),
        "{\"format\":\"layers-model\",\"weightsManifest\":[{\"paths\":[\"a.bin\",\"b.bin\"],\"weights\":[%s]}]}"
            .formatted(weights));
  }
}
