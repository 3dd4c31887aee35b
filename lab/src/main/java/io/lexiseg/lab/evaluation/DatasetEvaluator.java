package io.lexiseg.lab.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.vocabulary.VocabularyText;
import io.lexiseg.indexbuilder.dataset.SegmentationDataset;
import io.lexiseg.indexbuilder.dataset.SegmentationDataset.Sample;
import io.lexiseg.lab.evaluation.request.Shard;
import io.lexiseg.lab.figure.EvaluationReport.Averaging;
import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.recognition.pipeline.FramePipeline;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.setting.Preset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Measures configurations on one data set. With a folder, what was measured is kept there: a
 * restart continues, several processes may share the pictures, and reports are written.
 */
public final class DatasetEvaluator {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Task task;
  private final Optional<Path> out;

  /**
   * What is measured.
   *
   * @param dataset whose pictures
   * @param samples those of them
   * @param words to look for, one for each category of the data set's vocabulary, in order
   * @param averaging which categories the mean IoU is taken over
   */
  public record Task(
      SegmentationDataset dataset, List<Sample> samples, List<String> words, Averaging averaging) {
    /** Copies the lists. */
    public Task {
      samples = List.copyOf(samples);
      words = List.copyOf(words);
    }
  }

  /**
   * Prepares.
   *
   * @param out folder for results; empty: nothing is kept
   */
  public DatasetEvaluator(Task task, Optional<Path> out) {
    this.task = task;
    this.out = out;
  }

  /**
   * Measures the pictures of one part that were not measured before.
   *
   * @param finished hears how many of the part are done
   * @throws FailedException if the folder holds results of other settings, or a picture cannot be
   *     read
   */
  public EvaluationResult measure(
      SegmentationModel model, String label, Preset preset, Shard shard, LongConsumer finished) {
    ResolvedVocabulary vocabulary =
        model.resolve("dataset", VocabularyText.categories(task.words()), preset);
    List<Sample> samples = shard.of(task.samples());
    ObjectNode settings = settings(vocabulary, preset);
    if (out.isEmpty()) {
      Map<String, MeasuredPicture> measured = new LinkedHashMap<>();
      Evaluation evaluation = new Evaluation(pipeline(model), task.dataset(), MaskStore.NONE);
      evaluation.run(
          vocabulary,
          samples,
          threads(),
          picture -> {
            measured.put(picture.counts().name(), picture);
            finished.accept(measured.size());
          });
      return result(label, settings, samples, measured);
    }
    MaskStore masks = MaskStore.in(out.get().resolve("masks"));
    try (PictureLog log = PictureLog.open(PictureLog.file(out.get(), shard), settings)) {
      continueWith(
          new Evaluation(pipeline(model), task.dataset(), masks),
          vocabulary,
          samples,
          log,
          finished);
      return result(label, settings, samples, log.pictures());
    }
  }

  private static void continueWith(
      Evaluation evaluation,
      ResolvedVocabulary vocabulary,
      List<Sample> samples,
      PictureLog log,
      LongConsumer finished) {
    List<Sample> rest =
        samples.stream().filter(sample -> !log.pictures().containsKey(sample.name())).toList();
    long[] done = {samples.size() - rest.size()};
    finished.accept(done[0]);
    evaluation.run(
        vocabulary,
        rest,
        threads(),
        picture -> {
          log.add(picture);
          finished.accept(++done[0]);
        });
  }

  private static int threads() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static FramePipeline pipeline(SegmentationModel model) {
    return new FramePipeline(DecodeLimits.STANDARD, model.segmenter());
  }

  /** All that a mask depends on but the picture. */
  private ObjectNode settings(ResolvedVocabulary vocabulary, Preset preset) {
    ObjectNode settings = JSON.createObjectNode();
    settings.put("dataset", task.dataset().title());
    settings.put("pack", vocabulary.origin().packId());
    settings.put(
        "index",
        "%s, generation %d"
            .formatted(vocabulary.origin().indexName(), vocabulary.origin().indexGeneration()));
    settings.put("preset", preset.name());
    new TreeMap<>(preset.text()).forEach(settings::put);
    settings.put("words", String.join(", ", task.words()));
    return settings;
  }

  /**
   * Puts the parts in the folder together.
   *
   * @param label of the configuration; empty: the preset's name
   * @throws FailedException if pictures are missing, or parts were made with different settings
   */
  public EvaluationResult merge(String label) {
    Path folder = out.orElseThrow(() -> new FailedException("merging: expected a folder"));
    Map<String, MeasuredPicture> pictures = new LinkedHashMap<>();
    Optional<JsonNode> settings = Optional.empty();
    for (Path file : PictureLog.files(folder)) {
      PictureLog.Content content = PictureLog.read(file);
      settings.ifPresent(first -> PictureLog.requireEqual(file, content.settings(), first));
      settings = settings.or(() -> Optional.of(content.settings()));
      pictures.putAll(content.pictures());
    }
    JsonNode made =
        settings.orElseThrow(
            () -> new FailedException(folder + ": expected pictures*.jsonl, found none"));
    String name = label.isEmpty() ? made.path("preset").asText() : label;
    return result(name, made, task.samples(), pictures);
  }

  /** Writes the reports of one configuration into the folder, if there is one. */
  public void write(EvaluationResult result) {
    out.ifPresent(folder -> EvaluationFiles.write(folder, task.dataset(), result));
  }

  private EvaluationResult result(
      String label,
      JsonNode settings,
      List<Sample> samples,
      Map<String, MeasuredPicture> measured) {
    List<String> missing =
        samples.stream().map(Sample::name).filter(name -> !measured.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw new FailedException(
          "%s: %d of %d pictures are not measured yet, the first is %s; run the parts that are not done"
              .formatted(label, missing.size(), samples.size(), missing.get(0)));
    }
    List<MeasuredPicture> pictures = new ArrayList<>();
    samples.forEach(
        sample -> Optional.ofNullable(measured.get(sample.name())).ifPresent(pictures::add));
    return new EvaluationResult(
        label, task.dataset().categories(), task.averaging(), settings, pictures);
  }
}
