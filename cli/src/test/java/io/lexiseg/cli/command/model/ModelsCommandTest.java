package io.lexiseg.cli.command.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.CommandRun;
import io.lexiseg.indexbuilder.diffusion.SketchPack;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.random.TinyPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
  @TempDir Path folder;

  private final CommandRun command = new CommandRun();

  @Test
  void shouldSayAllThatIsWrongWithPacks() throws IOException {
    // given
    Path good = folder.resolve("good");
    Path wrong = folder.resolve("wrong");
    TinyPack.write(good, 1);
    TinyPack.write(wrong, 1);
    Files.writeString(wrong.resolve("image.onnx"), "cut");
    Path description = wrong.resolve(ModelPack.FILE_NAME);
    Files.writeString(description, Files.readString(description).replace("int32", "int64"));

    // when
    int code = command.run("models", "verify", good.toString(), wrong.toString(), "none-such");

    // then
    assertThat(code).isEqualTo(1);
    assertThat(command.out()).contains("good: 3 files intact");
    assertThat(command.err())
        .contains("image.onnx: expected 619702 bytes, got 3")
        .contains("image.onnx: expected a network in ONNX format")
        .contains("input input_ids: expected INT64 [?, 77], got INT32 [?, 77]")
        .contains("pack none-such: expected a folder or one of");
  }

  @Test
  void shouldVerifyGeneratorsToo() {
    // given
    Path generator = SketchPack.install(PackStore.at(folder)).folder();

    // when
    int code = command.run("models", "verify", generator.toString());

    // then
    assertThat(code).isZero();
    assertThat(command.out()).contains("sketch: 4 files intact");
  }

  @Test
  void shouldNotOptimiseGenerators() {
    // given
    Path generator = SketchPack.install(PackStore.at(folder)).folder();

    // when
    int code = command.run("models", "optimise", generator.toString());

    // then
    assertThat(code).isEqualTo(1);
    assertThat(command.err())
        .contains("pack sketch: expected encoders, got a generator; those are not optimised");
  }

  @Test
  void shouldWantSharesToOptimise() {
    // when
    int code = command.run("models", "optimise", "lite", "--accept-equal-pixels", "99.5");

    // then
    assertThat(code).isEqualTo(2);
    assertThat(command.err()).contains("expected a cosine and a share of pixels of 0..1");
  }

  @Test
  void shouldInstallTheGeneratorThatShips() {
    // when
    int code = command.run("models", "pull", "sketch");

    // then
    assertThat(code).isZero();
    assertThat(command.out()).startsWith("sketch in ").contains("packs");
  }

  @Test
  void shouldSayHowPacksAreHadThatNobodyOffers() {
    // when
    int code = command.run("models", "pull", "none-such");

    // then
    assertThat(code).isEqualTo(1);
    assertThat(command.err())
        .contains("models pull freeda-b|freeda-l", "--from URL", "LEXISEG_PACKS_URL");
  }

  @Test
  void shouldSayWhichNetworksThereAre() {
    // when
    int code = command.run("models", "pull", "mine", "--backbone", "resnet", "--clip", "ViT-B-16");

    // then
    assertThat(code).isEqualTo(2);
    assertThat(command.err())
        .contains("local backbone: expected one of [vit_small_patch14_dinov2", "got resnet");
  }

  @Test
  void shouldWantBothNetworks() {
    // when
    int code = command.run("models", "pull", "mine", "--clip", "ViT-B-16");

    // then
    assertThat(code).isEqualTo(2);
    assertThat(command.err()).contains("--backbone and --clip: expected both or none");
  }

  @Test
  void shouldTakeSeveralSourcesOfCheckpointsOnly() {
    // when
    int code = command.run("models", "pull", "sd21", "--from", "one", "--from", "two");

    // then
    assertThat(code).isEqualTo(2);
    assertThat(command.err()).contains("--from: expected one for pack sd21, got [one, two]");
  }

  @Test
  void shouldSayWhatAGeneratorIsMadeOf() {
    // when
    int code = command.run("models", "pull", "sd21-base");

    // then
    assertThat(code).isEqualTo(1);
    assertThat(command.err())
        .contains("expected --from DIR, a copy of stabilityai/stable-diffusion-2-1-base")
        .contains("pulling it from the hub is not possible yet");
  }
}
