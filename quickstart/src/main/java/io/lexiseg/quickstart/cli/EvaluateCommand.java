package io.lexiseg.quickstart.cli;

import io.lexiseg.processor.SegmentationModel;
import io.lexiseg.processor.frame.FramePipeline;
import io.lexiseg.processor.vocabulary.ResolvedVocabulary;
import io.lexiseg.quickstart.client.VocabularyText;
import io.lexiseg.quickstart.offline.Evaluation;
import io.lexiseg.vision.evaluation.EvaluationReport;
import io.lexiseg.vision.evaluation.SegmentationDataset;
import io.lexiseg.vision.evaluation.SegmentationDataset.Sample;
import io.lexiseg.vision.image.DecodeLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
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
      description = "Folder with images/, masks/ and classes.json.")
  private Path root;

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
    SegmentationDataset dataset = SegmentationDataset.open(root);
    List<Sample> samples = samples(dataset);
    EvaluationReport report;
    try (Progress progress = Progress.on(spec.commandLine().getErr());
        SegmentationModel opened = model.open(progress)) {
      report =
          new Evaluation(new FramePipeline(DecodeLimits.STANDARD, opened.segmenter()), dataset)
              .run(
                  resolved(opened, dataset),
                  samples,
                  Runtime.getRuntime().availableProcessors(),
                  done -> progress.progressed("pictures", done, samples.size()));
    }
    spec.commandLine().getOut().println(json ? report.toJson() : report.toTable());
    return LexisegCommand.DONE;
  }

  private ResolvedVocabulary resolved(SegmentationModel opened, SegmentationDataset dataset) {
    String profile = model.preset().orElse(opened.profiles().defaultName());
    return opened.resolve(
        "dataset", VocabularyText.categories(Evaluation.vocabulary(dataset)), profile);
  }

  private List<Sample> samples(SegmentationDataset dataset) {
    try {
      Pattern pattern = Pattern.compile(only);
      List<Sample> samples =
          dataset.samples().stream()
              .filter(sample -> pattern.matcher(sample.name()).find())
              .toList();
      Checks.require(!samples.isEmpty(), "--only: no picture's name matches " + only);
      return samples;
    } catch (PatternSyntaxException e) {
      throw new UsageException("--only: expected a regular expression: " + e.getDescription());
    }
  }
}
