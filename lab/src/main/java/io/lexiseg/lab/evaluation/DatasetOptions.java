package io.lexiseg.lab.evaluation;

import io.lexiseg.cli.failure.UsageException;
import io.lexiseg.cli.option.Checks;
import io.lexiseg.indexbuilder.dataset.DatasetDefinition;
import io.lexiseg.indexbuilder.dataset.DatasetDefinitions;
import io.lexiseg.indexbuilder.dataset.Nouns;
import io.lexiseg.indexbuilder.dataset.SegmentationDataset;
import io.lexiseg.indexbuilder.dataset.SegmentationDataset.Sample;
import io.lexiseg.lab.evaluation.DatasetEvaluator.Task;
import io.lexiseg.lab.figure.EvaluationReport.Averaging;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which pictures with reference masks are used. */
final class DatasetOptions {
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

  /**
   * Opens the data set after reading some of its pictures.
   *
   * @param part of the pictures wanted, to be read now so that all that is wrong comes first
   */
  Task open(UnaryOperator<List<Sample>> part) {
    Predicate<Sample> wanted = wanted();
    SegmentationDataset dataset =
        definition().open(root, all -> part.apply(all.stream().filter(wanted).toList()));
    List<Sample> samples = dataset.samples().stream().filter(wanted).toList();
    Checks.require(!samples.isEmpty(), "--only: no picture's name matches " + only);
    return name == null
        ? new Task(
            dataset,
            samples,
            dataset.vocabulary().stream().map(Nouns::clean).toList(),
            Averaging.OVER_REFERENCE)
        : new Task(dataset, samples, dataset.vocabulary(), Averaging.OVER_UNION);
  }

  private DatasetDefinition definition() {
    return Optional.ofNullable(name)
        .map(DatasetOptions::definition)
        .orElseGet(() -> DatasetDefinitions.folder(root));
  }

  private static DatasetDefinition definition(String name) {
    return name.endsWith(".json")
        ? DatasetDefinitions.read(Path.of(name))
        : Checks.parsed("--dataset", () -> NamedDatasets.named(name));
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
