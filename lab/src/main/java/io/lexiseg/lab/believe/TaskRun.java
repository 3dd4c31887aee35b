package io.lexiseg.lab.believe;

import io.lexiseg.cli.output.OverlayDrawer;
import io.lexiseg.cli.vocabulary.VocabularyText;
import io.lexiseg.indexbuilder.dataset.SegmentationDataset.Sample;
import io.lexiseg.lab.evaluation.request.Configuration;
import io.lexiseg.lab.figure.PictureCounts;
import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.model.ModelSettings;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.segmentation.EncodedImage;
import io.lexiseg.vision.setting.Preset;
import io.lexiseg.vision.setting.SegmentationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Counts every configuration on each picture, for tasks of the same pictures. A picture is encoded
 * once for all configurations that agree in what comes before scoring.
 */
final class TaskRun {
  /** What has to be the same for two configurations to share an encoded picture. */
  private static final Set<String> BEFORE_SCORING =
      Set.of(
          "shortSide", "maxLongSide", "windowing", "superpixels", "pooling", "views", "nameWeight");

  private final List<MeasuredTask> tasks;
  private final MeasuredTask task;
  private final List<Configuration> configurations;
  private final Optional<Path> overlays;
  private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.STANDARD);
  private final List<List<List<PictureCounts>>> counts = new ArrayList<>();

  /**
   * Prepares.
   *
   * @param tasks of the same pictures, preset and parts
   * @param configurations that are counted
   * @param overlays folder for pictures with the masks drawn over; empty: none
   */
  TaskRun(List<MeasuredTask> tasks, List<Configuration> configurations, Optional<Path> overlays) {
    this.tasks = List.copyOf(tasks);
    this.task = tasks.get(0);
    this.configurations = List.copyOf(configurations);
    this.overlays = overlays;
    for (int t = 0; t < tasks.size(); t++) {
      List<List<PictureCounts>> ofTask = new ArrayList<>();
      configurations.forEach(configuration -> ofTask.add(new ArrayList<>()));
      counts.add(ofTask);
    }
  }

  /**
   * Measures.
   *
   * @param folder for indexes of parts
   * @return of each task and configuration, the pictures in one order
   */
  List<List<List<PictureCounts>>> run(ModelPack pack, Path folder) throws IOException {
    if (task.folds() == 0) {
      measure(pack, Optional.empty(), task.samples());
      return counts;
    }
    List<Path> indexes = new FoldIndexes(pack).write(task.dataset(), task.folds(), folder);
    for (int fold = 0; fold < task.folds(); fold++) {
      int part = fold;
      List<Sample> samples =
          task.samples().stream()
              .filter(
                  sample ->
                      FoldIndexes.fold(task.dataset().samples().indexOf(sample), task.folds())
                          == part)
              .toList();
      measure(pack, Optional.of(indexes.get(fold).toString()), samples);
    }
    return counts;
  }

  private void measure(ModelPack pack, Optional<String> index, List<Sample> samples)
      throws IOException {
    try (SegmentationModel model =
        SegmentationModel.open(
            new ModelSettings(
                pack.folder().toString(),
                index,
                Optional.of(task.preset()),
                InferenceOptions.cpu()))) {
      Preset preset = model.preset(task.preset());
      List<List<ResolvedVocabulary>> vocabularies =
          tasks.stream().map(one -> resolved(model, one, preset)).toList();
      for (Sample sample : samples) {
        RgbImage image = decoder.decode(Files.readAllBytes(sample.image()));
        Map<SegmentationSettings, EncodedImage> encoded = new HashMap<>();
        for (int t = 0; t < tasks.size(); t++) {
          count(
              t,
              sample,
              image,
              settings ->
                  encoded.computeIfAbsent(
                      beforeScoring(preset.settings(), settings),
                      same -> model.segmenter().encode(image, same)),
              vocabularies.get(t));
        }
      }
    }
  }

  /** The preset's settings with another's of what comes before scoring. */
  private static SegmentationSettings beforeScoring(
      SegmentationSettings preset, SegmentationSettings settings) {
    Map<String, String> changes = new LinkedHashMap<>(settings.text());
    changes.keySet().retainAll(BEFORE_SCORING);
    SegmentationSettings same = preset;
    for (Map.Entry<String, String> change : changes.entrySet()) {
      same = same.with(change.getKey(), change.getValue());
    }
    return same;
  }

  private List<ResolvedVocabulary> resolved(
      SegmentationModel model, MeasuredTask one, Preset preset) {
    return configurations.stream()
        .map(
            configuration ->
                model.resolve(
                    configuration.label(),
                    VocabularyText.categories(one.words()),
                    preset.with(configuration.changes())))
        .toList();
  }

  private void count(
      int t,
      Sample sample,
      RgbImage image,
      Function<SegmentationSettings, EncodedImage> encoded,
      List<ResolvedVocabulary> vocabularies)
      throws IOException {
    MeasuredTask one = tasks.get(t);
    Mask reference = one.reference(sample);
    for (int c = 0; c < vocabularies.size(); c++) {
      ResolvedVocabulary vocabulary = vocabularies.get(c);
      SegmentationSettings settings = vocabulary.settings();
      Mask mask =
          encoded.apply(settings).scoredBy(settings).segment(vocabulary.categories()).mask();
      counts.get(t).get(c).add(PictureCounts.of(sample.name(), reference, one.prediction(mask)));
      draw(t + "-" + sample.name(), image, mask, configurations.get(c), vocabulary.legend());
    }
  }

  private void draw(
      String name, RgbImage image, Mask mask, Configuration configuration, List<String> legend)
      throws IOException {
    if (overlays.isPresent()) {
      Path place = overlays.get().resolve(name + "-" + configuration.folder() + ".jpg");
      Files.createDirectories(overlays.get());
      Files.write(place, OverlayDrawer.jpeg(image, mask, legend));
    }
  }
}
