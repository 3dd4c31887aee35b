package io.lexiseg.vision.pack.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackFile;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.onnx.OnnxType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncoderMakerTest {
  @TempDir Path folder;
  private Path target;

  @BeforeEach
  void makeTarget() throws IOException {
    target = Files.createDirectory(folder.resolve("target"));
  }

  @Test
  void shouldMakeOneNetworkOfAllItsNamings() throws IOException {
    // given
    Map<String, Set<String>> digests = new HashMap<>();
    Map<String, Integer> namings = new HashMap<>();

    // when
    for (String naming : names()) {
      TinyCheckpoint checkpoint = TinyCheckpoint.of(naming);
      boolean clip = checkpoint.network().equals("clip");
      ModelPack pack =
          clip
              ? make(TinyCheckpoint.of("timm"), checkpoint)
              : make(checkpoint, TinyCheckpoint.of("open_clip"));
      Map<String, String> files =
          pack.files().stream().collect(Collectors.toMap(PackFile::name, PackFile::sha256));
      String network = checkpoint.network();
      digests
          .computeIfAbsent(network, key -> new HashSet<>())
          .add(clip ? files.get("image.onnx") + files.get("text.onnx") : files.get("dense.onnx"));
      namings.merge(network, 1, Integer::sum);
      clearTarget();
    }

    // then
    assertThat(namings)
        .isEqualTo(Map.of("plain", 3, "scaled", 4, "registers", 3, "clip backbone", 1, "clip", 2));
    assertThat(digests).allSatisfy((network, found) -> assertThat(found).hasSize(1));
    assertThat(digests.values().stream().flatMap(Set::stream).distinct()).hasSize(digests.size());
  }

  @Test
  void shouldMakeALocalBackboneOfEachFileOfClip() throws IOException {
    // given
    Path timm = TinyCheckpoint.of("timm CLIP").write(folder.resolve("a.safetensors"));
    Path whole = TinyCheckpoint.of("open_clip").write(folder.resolve("b.safetensors"));
    Path other = TinyCheckpoint.of("transformers CLIP").write(folder.resolve("c.safetensors"));
    Set<String> digests = new HashSet<>();

    // when
    for (Path backbone : List.of(timm, whole, other)) {
      ModelPack pack = make("clip", backbone, whole, OnnxType.FLOAT32);
      pack.files().stream()
          .filter(file -> file.name().equals("dense.onnx"))
          .forEach(file -> digests.add(file.sha256()));
      clearTarget();
    }

    // then
    assertThat(digests).hasSize(1);
  }

  @Test
  void shouldDescribeThePack() throws IOException {
    // when
    ModelPack pack =
        make(
            TinyCheckpoint.of("transformers DINOv2 with registers"),
            TinyCheckpoint.of("open_clip"));

    // then
    pack.check();
    assertThat(pack.backbone()).isEqualTo("tiny");
    assertThat(pack.licence()).isEqualTo("Apache-2.0 AND MIT");
    assertThat(pack.presets()).containsKeys("voc", "context", "cityscapes", "ade");
    assertThat(Files.readString(target.resolve("pack.json")))
        .contains("\"leadingTokens\" : 5", "tiny-registers: dense.safetensors", "fp32");
  }

  @Test
  void shouldHalveWeights() throws IOException {
    // given
    Path dense = TinyCheckpoint.of("timm").write(folder.resolve("dense.safetensors"));
    Path clip = TinyCheckpoint.of("open_clip").write(folder.resolve("clip.safetensors"));
    long whole = size(make("plain", dense, clip, OnnxType.FLOAT32));
    clearTarget();

    // when
    ModelPack pack = make("plain", dense, clip, OnnxType.FLOAT16);

    // then
    pack.check();
    assertThat(size(pack)).isLessThan(whole * 3 / 4);
  }

  @Test
  void shouldTakeTensorsWithTheNamesOfTrainers() throws IOException {
    // when
    ModelPack pack =
        make(
            TinyCheckpoint.of("timm").prefixed("module.backbone."),
            TinyCheckpoint.of("open_clip").prefixed("module."));

    // then
    pack.check();
  }

  @Test
  void shouldNameAllTensorsOfBothFilesThatDoNotFit() throws IOException {
    // given
    TinyCheckpoint dense =
        TinyCheckpoint.of("timm")
            .without("blocks.1.mlp.fc1.bias")
            .with("blocks.2.norm1.weight", new float[16], 16)
            .with("blocks.0.ls1.gamma", new float[16], 16)
            .with("another", new float[1], 1)
            .with("norm.weight", new float[15], 15)
            .with("pos_embed", new float[10 * 16], 1, 10, 16);
    TinyCheckpoint clip = TinyCheckpoint.of("open_clip").without("text_projection");

    // when, then
    assertThatThrownBy(() -> make(dense, clip))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "tensor blocks.1.mlp.up.bias: expected one of the shape [64], got none")
        .hasMessageContaining("tensor blocks.2.norm1.weight: expected none here")
        .hasMessageContaining("tensor blocks.0.ls1.gamma: expected none here")
        .hasMessageContaining("tensor another: expected none of that name")
        .hasMessageContaining("tensor norm.weight: expected the shape [16], got [15]")
        .hasMessageContaining(
            "tensor pos_embed: expected the shape [17, 16] or [16, 16], got [1, 10, 16]")
        .hasMessageContaining(
            "tensor projection.weight: expected one of the shape [8, 4], got none");
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void shouldRefuseAnotherSizeOfTheSameNetwork() throws IOException {
    // given
    TinyCheckpoint dense = TinyCheckpoint.of("timm DINOv2");
    Path file = dense.write(folder.resolve("dense.safetensors"));
    Path clip = TinyCheckpoint.of("open_clip").write(folder.resolve("clip.safetensors"));
    EncoderRecipe large = EncoderRecipe.find("freeda-l").orElseThrow();
    EncoderRecipe recipe =
        new EncoderRecipe(
            "large", large.backbone(), TinyCheckpoint.recipe("large", "scaled").clip());

    // when, then
    assertThatThrownBy(() -> make(recipe, file, clip, OnnxType.FLOAT32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("pack large: vit_large_patch14_dinov2: ")
        .hasMessageContaining("expected 24 blocks of width 1024, got 2 blocks of width 16")
        .hasMessageMatching("(?s).*; \\d+ more.*");
    assertThat(target).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({
    "blocks.0.attn.proj.bias, NaN",
    "norm.bias, Infinity",
    "cls_token, NaN",
    "pos_embed, -Infinity"
  })
  void shouldRefuseNumbersThatAreNotFinite(String name, float value) throws IOException {
    // given
    boolean table = name.equals("pos_embed");
    float[] values = new float[table ? 17 * 16 : 16];
    values[5] = value;
    TinyCheckpoint dense =
        TinyCheckpoint.of("timm").with(name, values, table ? new long[] {17, 16} : new long[] {16});

    // when, then
    assertThatThrownBy(() -> make(dense, TinyCheckpoint.of("open_clip")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tensor " + name + ", value 5: expected a finite number");
    assertThat(target).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({
    "PK__archive_data_pkl, a pickle of torch.save or TorchScript",
    "<!DOCTYPE html><html>, a web page",
    "'  <html lang=en>log in', a web page",
    "version https://git-lfs.github.com/spec/v1, a Git LFS pointer",
    "'', an empty file"
  })
  void shouldSayWhatIsNoCheckpoint(String content, String said) throws IOException {
    // given
    Path file = Files.writeString(folder.resolve("dense.safetensors"), content);
    Path clip = TinyCheckpoint.of("open_clip").write(folder.resolve("clip.safetensors"));

    // when, then
    assertThatThrownBy(() -> make("plain", file, clip, OnnxType.FLOAT32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dense.safetensors: expected safetensors, got " + said);
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void shouldRefuseAPickleOfBeforeArchives() throws IOException {
    // given
    byte[] pickle = "\u0080\u0002\u008a\nl\u00fc".getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(folder.resolve("dense.pth"), pickle);
    Path clip = TinyCheckpoint.of("open_clip").write(folder.resolve("clip.safetensors"));

    // when, then
    assertThatThrownBy(() -> make("plain", file, clip, OnnxType.FLOAT32))
        .hasMessageContaining(
            "never unpickled here; tools/export/convert.py makes a safetensors of it");
  }

  @Test
  void shouldRefuseHalfAFile() throws IOException {
    // given
    Path file = TinyCheckpoint.of("timm").write(folder.resolve("dense.safetensors"));
    byte[] content = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(content, content.length / 2));
    Path clip = TinyCheckpoint.of("open_clip").write(folder.resolve("clip.safetensors"));

    // when, then
    assertThatThrownBy(() -> make("plain", file, clip, OnnxType.FLOAT32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "dense.safetensors: size: expected %d bytes, as the header says, got %d"
                .formatted(content.length, content.length / 2));
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void shouldRefuseATensorThatIsThereTwice() throws IOException {
    // given
    TinyCheckpoint dense = TinyCheckpoint.of("timm").with("module.cls_token", new float[16], 16);

    // when, then
    assertThatThrownBy(() -> make(dense, TinyCheckpoint.of("open_clip")))
        .hasMessageContaining(
            "expected one of the tensors cls_token and module.cls_token, got both");
  }

  @Test
  void shouldSayWhichNamesItKnows() throws IOException {
    // given
    Path file = folder.resolve("dense.safetensors");
    TinyCheckpoint unknown = TinyCheckpoint.of("timm").prefixed("trunk.");
    unknown.write(file);
    Path clip = TinyCheckpoint.of("open_clip").write(folder.resolve("clip.safetensors"));

    // when, then
    assertThatThrownBy(() -> make("plain", file, clip, OnnxType.FLOAT32))
        .hasMessageContaining("expected tensors named as in one of: timm, DINO's")
        .hasMessageContaining("trunk.blocks.0.attn.proj.bias");
  }

  private static List<String> names() {
    return TinyCheckpoint.namings().stream().map(row -> row.get("naming").asText()).toList();
  }

  private ModelPack make(TinyCheckpoint dense, TinyCheckpoint clip) throws IOException {
    return make(
        dense.network(),
        dense.write(folder.resolve("dense.safetensors")),
        clip.write(folder.resolve("clip.safetensors")),
        OnnxType.FLOAT32);
  }

  private ModelPack make(String network, Path dense, Path clip, OnnxType storage)
      throws IOException {
    return make(TinyCheckpoint.recipe("tiny", network), dense, clip, storage);
  }

  private ModelPack make(EncoderRecipe recipe, Path dense, Path clip, OnnxType storage)
      throws IOException {
    return EncoderMaker.make(
        recipe,
        CheckpointFile.local(dense),
        CheckpointFile.local(clip),
        storage,
        target,
        ProgressListener.NONE);
  }

  private static long size(ModelPack pack) {
    return pack.files().stream().mapToLong(PackFile::sizeBytes).sum();
  }

  private void clearTarget() throws IOException {
    for (String file : List.of("dense.onnx", "image.onnx", "text.onnx", "pack.json")) {
      Files.delete(target.resolve(file));
    }
  }
}
