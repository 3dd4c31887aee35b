package io.lexiseg.quickstart.cli;

import io.lexiseg.indexbuilder.Nouns;
import io.lexiseg.processor.SegmentationModel;
import io.lexiseg.processor.frame.FramePipeline;
import io.lexiseg.processor.vocabulary.ResolvedVocabulary;
import io.lexiseg.quickstart.client.VocabularyText;
import io.lexiseg.quickstart.offline.Evaluation;
import io.lexiseg.vision.evaluation.DatasetDefinition;
import io.lexiseg.vision.evaluation.DatasetDefinitions;
import io.lexiseg.vision.evaluation.EvaluationReport;
import io.lexiseg.vision.evaluation.EvaluationReport.Averaging;
import io.lexiseg.vision.evaluation.SegmentationDataset;
import io.lexiseg.vision.evaluation.SegmentationDataset.Sample;
import io.lexiseg.vision.image.DecodeLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures quality on pictures with reference masks. */
@Command(
    name = "evaluate",
    description = "Measure masks against pictures with reference masks, in percent.",
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;

  @Option(
      names = "--root",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the data set; without --dataset: images/, masks/, classes.json.")
  private Path root;

  @Option(
      names = "--dataset",
      paramLabel = "NAME|FILE.json",
      description =
          "What the folder holds: voc20, voc21, context59, context60, context459, coco-stuff171, coco-object81, cityscapes, ade150, ade847, camvid, or a definition of one's own.")
  private @Nullable String name;

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      defaultValue = "",
      description = "Only pictures whose name contains a match.")
  private String only;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Predicate<Sample> wanted = wanted();
    SegmentationDataset dataset =
        definition().open(root, all -> all.stream().filter(wanted).toList());
    List<Sample> samples = dataset.samples().stream().filter(wanted).toList();
    Checks.require(!samples.isEmpty(), "--only: no picture's name matches " + only);
    EvaluationReport report;
    try (Progress progress = Progress.on(spec.commandLine().getErr());
        SegmentationModel opened = model.open(progress)) {
      report =
          new Evaluation(new FramePipeline(DecodeLimits.STANDARD, opened.segmenter()), dataset)
              .run(
                  resolved(opened, dataset),
                  name == null ? Averaging.OVER_REFERENCE : Averaging.OVER_UNION,
                  samples,
                  Runtime.getRuntime().availableProcessors(),
                  done -> progress.progressed("pictures", done, samples.size()));
    }
    spec.commandLine().getOut().println(json ? report.toJson() : report.toTable());
    return LexisegCommand.DONE;
  }

  private DatasetDefinition definition() {
    if (name == null) {
      return DatasetDefinitions.folder(root);
    }
    return name.endsWith(".json")
        ? DatasetDefinitions.read(Path.of(name))
        : DatasetDefinitions.named(name);
  }

  /** Names of benchmarks are used as they are, those of a folder as people say them. */
  private ResolvedVocabulary resolved(SegmentationModel opened, SegmentationDataset dataset) {
    String profile = model.preset().orElse(opened.profiles().defaultName());
    List<String> words =
        name == null
            ? dataset.vocabulary().stream().map(Nouns::clean).toList()
            : dataset.vocabulary();
    return opened.resolve("dataset", VocabularyText.categories(words), profile);
  }

  private Predicate<Sample> wanted() {
    try {
      Pattern pattern = Pattern.compile(only);
      return sample -> pattern.matcher(sample.name()).find();
    } catch (PatternSyntaxException e) {
      throw new UsageException("--only: expected a regular expression: " + e.getDescription());
    }
  }
}
