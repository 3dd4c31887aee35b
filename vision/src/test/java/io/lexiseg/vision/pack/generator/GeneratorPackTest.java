package io.lexiseg.vision.pack.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lexiseg.vision.encoder.TextInput;
import io.lexiseg.vision.pack.Checksums;
import io.lexiseg.vision.pack.InvalidPackException;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackFile;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.random.TinyPack;
import io.lexiseg.vision.text.TokenizerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratorPackTest {
  @TempDir Path folder;

  @Test
  void shouldReadAllOfADescription() {
    // when
    GeneratorPack pack = GeneratorTexts.sealed(folder, GeneratorTexts.SAMPLE);

    // then
    assertThat(pack.about())
        .isEqualTo(new GeneratorPack.About("sample", "Apache-2.0", "made by a test", 1));
    assertThat(pack.files()).extracting(PackFile::name).contains("text.onnx", "vocab.txt");
    assertThat(pack.sha256()).isEqualTo(Checksums.sha256(folder.resolve("pack.json")));
    assertThat(pack.prompt())
        .isEqualTo(
            new PromptSpec(
                folder.resolve("text.onnx"),
                new TokenizerSpec(TokenizerSpec.Kind.WORDPIECE, folder.resolve("vocab.txt"), 24),
                0,
                "input_ids",
                TextInput.IdType.INT32,
                "last_hidden_state",
                96));
    assertThat(pack.denoiser().maps()).containsExactly("maps_16", "maps_8");
    assertThat(pack.denoiser().latentSize()).isEqualTo(12 * 16 * 20);
    assertThat(pack.denoiser().words()).isEqualTo(8);
    assertThat(pack.decoder())
        .isEqualTo(new DecoderSpec(folder.resolve("decoder.onnx"), "latent", "image", 64, 80));
    assertThat(pack.scheduler())
        .isEqualTo(
            new SchedulerSpec(
                SchedulerSpec.Kind.EULER_TRAILING,
                SchedulerSpec.Prediction.EPSILON,
                0.00085,
                0.012,
                1000,
                4));
    assertThat(pack.guidance()).isEqualTo(3.5);
    assertThat(pack.rows()).isEqualTo(2);
    pack.verify();
  }

  @Test
  void shouldHaveOneRowWithoutGuidance() {
    String plain = GeneratorTexts.SAMPLE.replace("\"guidance\": 3.5", "\"guidance\": 1");

    assertThat(GeneratorTexts.sealed(folder, plain).rows()).isEqualTo(1);
  }

  @Test
  void shouldReportEveryProblemAtOnce() {
    // given
    String wrong =
        GeneratorTexts.SAMPLE
            .replace("\"padding\": 0", "\"padding\": \"end\"")
            .replace("[16, 20]", "[16, 20.5]")
            .replace("\"guidance\"", "\"colour\": 1, \"guidance\"")
            .replace("euler-trailing", "euler")
            .replace("\"output\": \"image\", ", "");

    // when
    InvalidPackException thrown =
        catchThrowableOfType(
            InvalidPackException.class, () -> GeneratorTexts.sealed(folder, wrong));

    // then
    assertThat(thrown.problems())
        .containsExactly(
            "text.tokenizer.padding: expected an integer >= 0, got \"end\"",
            "denoiser.latent: expected [height, width], whole numbers >= 1, got [16.0, 20.5]",
            "decoder.output: expected a non-empty string, got nothing",
            "scheduler.kind: expected one of ddim, pndm, euler-trailing, dpm-solver-pp-2m,"
                + " got \"euler\"",
            "colour: unknown key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"steps\": 4 | \"steps\": 1000 | scheduler: expected steps 1..999, got 1000",
        "0.00085 | 0.5 | expected 0 < betaStart <= betaEnd < 1, got 0.5 and 0.012",
        "\"guidance\": 3.5 | \"guidance\": 0.5 | guidance: expected a number >= 1, got 0.5",
        "maps_8 | maps_16 | expected maps, at least one and none twice",
        "\"file\": \"denoiser.onnx\" | \"file\": \"unet.onnx\" | one of the pack's files",
        "\"generator\" | \"painter\" | kind: expected one of encoders, generator, proposer, got \"painter\""
      })
  void shouldRefuse(String found, String replacement, String message) {
    String wrong = GeneratorTexts.SAMPLE.replace(found, replacement);

    assertThatThrownBy(() -> GeneratorTexts.sealed(folder, wrong))
        .isInstanceOf(InvalidPackException.class)
        .hasMessageContaining(message);
  }

  @Test
  void shouldTellTheKindsOfPacksApart() {
    // given
    Path encoders = folder.resolve("encoders");
    TinyPack.write(encoders, 1);
    GeneratorTexts.sealed(folder, GeneratorTexts.SAMPLE);

    // when, then
    assertThatThrownBy(() -> GeneratorPack.load(encoders))
        .isInstanceOf(InvalidPackException.class)
        .hasMessageContaining("kind: expected a pack of kind generator, got one of kind encoders");
    assertThatThrownBy(() -> ModelPack.load(folder))
        .isInstanceOf(InvalidPackException.class)
        .hasMessageContaining("kind: expected a pack of kind encoders, got one of kind generator");
    assertThat(AnyPack.load(encoders)).isInstanceOf(ModelPack.class);
    assertThat(AnyPack.load(folder)).isInstanceOf(GeneratorPack.class);
  }

  @Test
  void shouldBeKeptInTheStoreBesideEncoderPacks() throws IOException {
    // given
    PackStore store = PackStore.at(folder);

    // when
    GeneratorPack pack =
        store.install(
            "sample",
            GeneratorPack::load,
            installed -> true,
            partial -> GeneratorTexts.sealed(partial, GeneratorTexts.SAMPLE));

    // then
    assertThat(pack.folder()).isEqualTo(folder.resolve("packs/sample"));
    assertThat(store.find("sample", GeneratorPack::load)).contains(pack);
    assertThat(store.open("sample", AnyPack::load)).isEqualTo(pack);
    assertThat(store.installed()).containsExactly("sample");
    assertThatThrownBy(() -> store.find("sample"))
        .hasMessageContaining("got one of kind generator");
    Files.writeString(pack.folder().resolve("vocab.txt"), "other");
    assertThatThrownBy(pack::check)
        .hasMessageContaining("vocab.txt: expected 21 bytes, got 5")
        .hasMessageContaining("denoiser.onnx: expected a network in ONNX format");
  }
}
