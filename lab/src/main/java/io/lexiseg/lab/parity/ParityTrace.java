package io.lexiseg.lab.parity;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexiseg.cli.camera.FolderCamera;
import io.lexiseg.cli.camera.PictureFolder;
import io.lexiseg.cli.vocabulary.VocabularyText;
import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.model.ModelSettings;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.segmentation.EncodedImage;
import io.lexiseg.vision.segmentation.StageArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes every intermediate of the segmentation of some pictures for the parity report
 * (docs/parity.md). These are npy files, a folder a picture; the settings they were made with are
 * written too.
 */
public final class ParityTrace {
  private static final int ARGUMENTS = 6;

  private final SegmentationModel model;
  private final ResolvedVocabulary vocabulary;
  private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.STANDARD);

  private ParityTrace(SegmentationModel model, ResolvedVocabulary vocabulary) {
    this.model = model;
    this.vocabulary = vocabulary;
  }

  /**
   * Traces a folder of pictures.
   *
   * @param arguments folder of the pack, index, preset, folder of pictures, file with a category a
   *     line, folder to write; then values of the preset to change, {@code key=value}
   */
  public static void run(List<String> arguments) throws IOException {
    if (arguments.size() < ARGUMENTS) {
      throw new IllegalArgumentException(
          "expected trace PACK INDEX PRESET IMAGES VOCABULARY OUT [KEY=VALUE...], got "
              + arguments);
    }
    String preset = arguments.get(2);
    Path out = Path.of(arguments.get(5));
    Map<String, String> changes =
        arguments.subList(ARGUMENTS, arguments.size()).stream()
            .map(change -> change.split("=", 2))
            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    writeSettings(Path.of(arguments.get(0)), preset, changes, out);
    ModelSettings settings =
        new ModelSettings(
            arguments.get(0),
            Optional.of(arguments.get(1)),
            Optional.of(preset),
            InferenceOptions.cpu(),
            changes);
    List<String> names = VocabularyText.names(Files.readString(Path.of(arguments.get(4))));
    try (SegmentationModel model = SegmentationModel.open(settings)) {
      ResolvedVocabulary vocabulary =
          model.resolve("parity", VocabularyText.categories(names), preset);
      ParityTrace trace = new ParityTrace(model, vocabulary);
      for (Path picture : PictureFolder.of(Path.of(arguments.get(3))).files()) {
        trace.write(picture, out.resolve(FolderCamera.nameOf(picture)));
      }
    }
  }

  private static void writeSettings(Path pack, String preset, Map<String, String> changes, Path out)
      throws IOException {
    Map<String, String> text =
        Objects.requireNonNull(ModelPack.load(pack).presets().get(preset), "no preset " + preset)
            .with(changes)
            .text();
    Files.createDirectories(out);
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(out.resolve("settings.json").toFile(), text);
  }

  private void write(Path picture, Path folder) throws IOException {
    Files.createDirectories(folder);
    EncodedImage encoded =
        model
            .segmenter()
            .encode(decoder.decode(Files.readAllBytes(picture)), vocabulary.settings());
    for (StageArray stage : encoded.trace(vocabulary.categories())) {
      stage.writeTo(folder);
    }
  }
}
