package io.lexiseg.vision.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lexiseg.vision.encoder.DenseSpec;
import io.lexiseg.vision.encoder.TextInput;
import io.lexiseg.vision.encoder.TextSpec;
import io.lexiseg.vision.encoder.pixel.ChannelOrder;
import io.lexiseg.vision.encoder.pixel.InputSize;
import io.lexiseg.vision.encoder.pixel.Resampling;
import io.lexiseg.vision.setting.BackgroundSettings;
import io.lexiseg.vision.setting.SegmentationSettings.Pooling;
import io.lexiseg.vision.setting.SegmentationSettings.Windowing;
import io.lexiseg.vision.text.TokenizerSpec;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelPackTest {
  @TempDir Path folder;

  @Test
  void shouldReadEveryEncoder() {
    // when
    ModelPack pack = PackTexts.sealed(folder, PackTexts.CLIP_LIKE);

    // then
    assertThat(pack.id()).isEqualTo("sample");
    assertThat(pack.backbone()).isEqualTo("dinov2-vitb14");
    assertThat(pack.dense().file()).isEqualTo(folder.resolve("dense.onnx"));
    assertThat(pack.dense().layout()).isEqualTo(DenseSpec.Layout.TOKENS);
    assertThat(pack.dense().leadingTokens()).isEqualTo(1);
    assertThat(pack.dense().input().size()).isEqualTo(new InputSize(518, 518));
    assertThat(pack.dense().input().channels()).isEqualTo(ChannelOrder.RGB);
    assertThat(pack.dense().input().mean()).containsExactly(0.485, 0.456, 0.406);
    assertThat(pack.image().input().resampling()).isEqualTo(Resampling.BICUBIC);
    assertThat(pack.text().input().type()).isEqualTo(TextInput.IdType.INT32);
    assertThat(pack.text().pooling()).isEqualTo(TextSpec.Pooling.NONE);
    assertThat(pack.templates()).hasSize(7).contains("a origami {}.");
    assertThat(pack.files()).extracting(PackFile::name).contains("dense.onnx", "vocab.txt");
  }

  @Test
  void shouldReadNetworksOfAnySizeAndWordPieces() {
    // when
    ModelPack pack = PackTexts.sealed(folder, PackTexts.LITE_LIKE);

    // then
    assertThat(pack.dense().input().size()).isEqualTo(InputSize.AS_IS);
    assertThat(pack.dense().layout()).isEqualTo(DenseSpec.Layout.GRID);
    assertThat(pack.image().input().resampling()).isEqualTo(Resampling.AREA);
    assertThat(pack.text().tokenizer())
        .isEqualTo(
            new TokenizerSpec(TokenizerSpec.Kind.WORDPIECE, folder.resolve("vocab.txt"), 256));
    assertThat(pack.text().input().tokenTypeIds()).isEqualTo("token_type_ids");
    assertThat(pack.text().unitLength()).isTrue();
  }

  @Test
  void shouldReadPresetsInOrder() {
    // when
    ModelPack pack = PackTexts.sealed(folder, PackTexts.CLIP_LIKE);

    // then
    assertThat(pack.presets().keySet()).containsExactly("paper", "threshold");
    assertThat(pack.defaultPreset().neighbours()).isEqualTo(350);
    assertThat(pack.defaultPreset().settings().windowing()).isEqualTo(Windowing.SLIDING);
    assertThat(pack.defaultPreset().settings().background()).isEqualTo(BackgroundSettings.NONE);
    assertThat(pack.preset("threshold").settings().pooling()).isEqualTo(Pooling.UPSAMPLED);
    assertThat(pack.preset("threshold").settings().background())
        .isEqualTo(BackgroundSettings.base(0.5));
    assertThat(pack.preset("threshold").relativeCut()).isEqualTo(0.02);
  }

  /** Patch 14 at 518 pixels, patch 16 at 592: 37 x 37 tokens either way. */
  @ParameterizedTest
  @CsvSource({"14, 518", "16, 592"})
  void shouldGiveEveryBackboneOfThePaperTheSameGrid(int patch, int side) {
    // given
    String description =
        PackTexts.CLIP_LIKE
            .replace("\"patchSizePx\": 14", "\"patchSizePx\": " + patch)
            .replace("[518, 518]", "[%d, %d]".formatted(side, side));

    // when
    ModelPack pack = PackTexts.sealed(folder, description);

    // then
    assertThat(pack.dense().patchSizePx()).isEqualTo(patch);
    assertThat(pack.dense().input().size().heightPx()).isEqualTo(37 * patch);
    assertThat(pack.dense().input().size().widthPx()).isEqualTo(37 * patch);
  }

  @Test
  void shouldNameThePresetsWhenAskedForAnother() {
    // given
    ModelPack pack = PackTexts.sealed(folder, PackTexts.CLIP_LIKE);

    // when, then
    assertThatThrownBy(() -> pack.preset("street"))
        .hasMessageContaining("expected one of [paper, threshold], got street");
  }

  @Test
  void shouldReportAllProblemsAtOnce() {
    // given
    PackTexts.sealed(folder, PackTexts.CLIP_LIKE);
    PackTexts.replace(folder, "\"rgb\"", "\"grb\"");
    PackTexts.replace(folder, "\"defaultPreset\" : \"paper\"", "\"defaultPreset\" : \"fast\"");
    PackTexts.replace(folder, "\"maxTokens\" : 77", "\"maxTokens\" : \"77\", \"pad\" : 0");
    PackTexts.replace(folder, "\"file\" : \"image.onnx\"", "\"file\" : \"clip.onnx\"");

    // when
    InvalidPackException error =
        catchThrowableOfType(InvalidPackException.class, () -> ModelPack.load(folder));

    // then
    assertThat(error.problems())
        .anySatisfy(p -> assertThat(p).startsWith("dense.input.channels: expected one of rgb, bgr"))
        .anySatisfy(p -> assertThat(p).startsWith("image.input.channels"))
        .anySatisfy(p -> assertThat(p).startsWith("image.file: expected one of the pack's files"))
        .anySatisfy(p -> assertThat(p).startsWith("text.tokenizer.maxTokens: expected an integer"))
        .contains("text.tokenizer.pad: unknown key")
        .anySatisfy(p -> assertThat(p).startsWith("defaultPreset: expected one of [paper,"))
        .hasSize(6);
    assertThat(error).hasMessageContaining(folder.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"formatVersion\" : 1 | \"formatVersion\" : 2 | formatVersion: expected 1",
        "\"id\" : \"sample\" | \"id\" : \"../x\" | id: expected an id of",
        "\"leadingTokens\" : 1 | \"leadingTokens\" : -1 | dense.leadingTokens: expected an integer",
        "\"patchSizePx\" : 14 | \"patchSizePx\" : 16 | multiple of patchSize 16",
        "\"dimension\" : 768 | \"dimension\" : 0 | dense.dimension: expected an integer >= 1",
        "\"output\" : \"image_embeds\", | | image.output: expected a non-empty string, got nothing",
        "\"resampling\" : \"bicubic\", | | a fixed size needs a resampling",
        "\"templates\" : \"subset\" | \"templates\" : \"all\" | templates: expected one of [full, maskclip",
        "\"templates\" : \"subset\" | \"templates\" : [\"a\"] | expected exactly one {} in 'a'",
        "\"localWeight\" : 0.8 | \"localWeight\" : 8 | localWeight 0..1",
        "\"sigma\" : 1.0 | \"sigma\" : -1 | sigma 0..100",
        "\"relativeCut\" : 2 | \"relativeCut\" : -1 | relativeCut 0..2",
        "\"dense.onnx\" : { | \"../dense.onnx\" : { | without '..'",
        "\"mean\" : [ 0.485, | \"mean\" : [ | an array of 3 numbers",
        "\"std\" : [ 0.229, | \"std\" : [ 0, | std must be positive",
        "518, 518 | 518.5, 518 | whole numbers",
        "\"id\" : \"sample\", | \"id\" : \"sample\", \"id\" : \"b\", | is not JSON",
      })
  void shouldRejectWrongValues(String found, String replacement, String message) {
    // given
    PackTexts.sealed(folder, PackTexts.CLIP_LIKE);
    PackTexts.replace(folder, found, replacement == null ? "" : replacement);

    // when, then
    assertThatThrownBy(() -> ModelPack.load(folder))
        .isInstanceOf(InvalidPackException.class)
        .hasMessageContaining(message);
  }

  @Test
  void shouldRejectImageAndTextOfDifferentSpaces() {
    // given
    PackTexts.sealed(folder, PackTexts.CLIP_LIKE);
    PackTexts.replace(
        folder,
        "\"pooling\" : \"none\",\n    \"dimension\" : 512",
        "\"pooling\" : \"none\",\n    \"dimension\" : 384");

    // when, then
    assertThatThrownBy(() -> ModelPack.load(folder))
        .hasMessageContaining("image.dimension: expected the text encoder's 384, got 512");
  }

  @Test
  void shouldRejectFolderWithoutDescription() {
    assertThatThrownBy(() -> ModelPack.load(folder.resolve("missing")))
        .isInstanceOf(InvalidPackException.class)
        .hasMessageContaining("cannot read pack.json");
  }

  @Test
  void shouldAcceptIntactFiles() {
    // given
    ModelPack pack = PackTexts.sealed(folder, PackTexts.CLIP_LIKE);

    // when, then
    assertThatCode(pack::verify).doesNotThrowAnyException();
  }

  @Test
  void shouldReportEveryFileThatDiffers() throws Exception {
    // given
    ModelPack pack = PackTexts.sealed(folder, PackTexts.CLIP_LIKE);
    PackTexts.write(folder.resolve("dense.onnx"), "Contents of dense.onnx");
    PackTexts.write(folder.resolve("image.onnx"), "short");
    java.nio.file.Files.delete(folder.resolve("text.onnx"));

    // when
    InvalidPackException error = catchThrowableOfType(InvalidPackException.class, pack::verify);

    // then
    assertThat(error.problems())
        .hasSize(3)
        .anySatisfy(p -> assertThat(p).startsWith("dense.onnx: expected sha256 "))
        .contains(
            "image.onnx: expected 22 bytes, got 5", "text.onnx: expected a file, got nothing");
  }
}
