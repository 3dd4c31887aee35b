package io.lexiseg.lab.evaluation;

import io.lexiseg.cli.option.Checks;
import io.lexiseg.cli.option.ModelOptions;
import io.lexiseg.cli.output.SupportRemarks;
import io.lexiseg.cli.vocabulary.VocabularyText;
import io.lexiseg.lab.evaluation.DatasetEvaluator.Task;
import io.lexiseg.lab.evaluation.request.Configuration;
import io.lexiseg.lab.evaluation.request.Grid;
import io.lexiseg.lab.evaluation.request.Shard;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.vision.pack.install.Progress;
import io.lexiseg.vision.setting.Preset;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures quality on pictures with reference masks. */
@Command(
    name = "evaluate",
    description = "Measure masks against pictures with reference masks, in percent.",
    mixinStandardHelpOptions = true)
public final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;
  @Mixin private DatasetOptions data;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Keep results here, and reports as JSON, Markdown and a page; the same command continues after an end.")
  private @Nullable Path out;

  @Option(
      names = "--shard",
      paramLabel = "NUMBER/COUNT",
      description = "Measure one part of the pictures only; each part is a process of its own.")
  private @Nullable String shard;

  @Option(names = "--merge", description = "Put the parts in --out together and report.")
  private boolean merge;

  @Option(
      names = "--compare",
      arity = "1..*",
      paramLabel = "\"LABEL: PRESET KEY=VALUE ...\"",
      description = "Measure several configurations and print them side by side.")
  private List<String> compare = List.of();

  @Option(
      names = "--background",
      paramLabel = "FROM:TO:STEP",
      description =
          "For a data set with background: measure each threshold of a grid such as 0.48:0.60:0.005 in one run.")
  private @Nullable String background;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    return background == null ? evaluate() : calibrate(background);
  }

  private int calibrate(String text) {
    Checks.require(
        out == null && compare.isEmpty(), "--background: expected neither --out nor --compare");
    double[] grid = Checks.parsed("--background", () -> Grid.parse(text));
    Task task = data.open(all -> all);
    BackgroundCalibration calibration;
    try (Progress progress = Progress.on(spec.commandLine().getErr());
        SegmentationModel opened = model.open(progress)) {
      calibration =
          BackgroundCalibration.run(
              task,
              opened,
              preset(opened, new Configuration("", Optional.empty(), Map.of())),
              grid,
              done -> progress.progressed("pictures", done, task.samples().size()));
    }
    spec.commandLine().getOut().println(json ? calibration.json() : calibration.toTable());
    return ExitCode.OK;
  }

  private int evaluate() {
    Shard part = part();
    List<Configuration> configurations = configurations();
    Task task = data.open(all -> merge ? List.of() : part.of(all));
    List<EvaluationResult> results =
        merge ? merged(task, configurations) : measured(task, configurations, part);
    PrintWriter printed = spec.commandLine().getOut();
    if (!part.isWhole()) {
      printed.printf(
          "%d pictures of part %s are in %s; when all parts are done: --merge%n",
          results.get(0).pictures().size(), shard, out);
    } else if (compare.isEmpty()) {
      EvaluationResult result = results.get(0);
      printed.println(json ? result.report().toJson() : result.report().toTable());
    } else {
      Comparison comparison = new Comparison(results);
      folder().ifPresent(folder -> comparison.write(folder, task.dataset()));
      printed.println(json ? comparison.json() : comparison.toTable());
    }
    return ExitCode.OK;
  }

  private Shard part() {
    Checks.require(out != null || (shard == null && !merge), "--shard, --merge: expected --out");
    Checks.require(shard == null || !merge, "--merge: expected no --shard, it takes all parts");
    return Optional.ofNullable(shard)
        .map(text -> Checks.parsed("--shard", () -> Shard.parse(text)))
        .orElse(Shard.WHOLE);
  }

  /** One for each {@code --compare}; without, the preset as it is. */
  private List<Configuration> configurations() {
    if (compare.isEmpty()) {
      return List.of(new Configuration("", Optional.empty(), Map.of()));
    }
    List<Configuration> configurations =
        compare.stream()
            .map(text -> Checks.parsed("--compare", () -> Configuration.parse(text)))
            .toList();
    long folders = configurations.stream().map(Configuration::folder).distinct().count();
    Checks.require(
        folders == configurations.size(),
        "--compare: expected labels that differ in letters or digits, got " + compare);
    return configurations;
  }

  private List<EvaluationResult> merged(Task task, List<Configuration> configurations) {
    List<EvaluationResult> results = new ArrayList<>();
    for (Configuration configuration : configurations) {
      DatasetEvaluator evaluator = evaluator(task, configuration);
      EvaluationResult result = evaluator.merge(configuration.label());
      evaluator.write(result);
      results.add(result);
    }
    return results;
  }

  private List<EvaluationResult> measured(
      Task task, List<Configuration> configurations, Shard part) {
    List<EvaluationResult> results = new ArrayList<>();
    try (Progress progress = Progress.on(spec.commandLine().getErr());
        SegmentationModel opened = model.open(progress)) {
      List<Preset> presets =
          configurations.stream().map(configuration -> preset(opened, configuration)).toList();
      VocabularyContent words = VocabularyContent.of(VocabularyText.categories(task.words()));
      SupportRemarks.of(opened.support(words, presets.get(0))).forEach(progress::say);
      for (int n = 0; n < presets.size(); n++) {
        Configuration configuration = configurations.get(n);
        DatasetEvaluator evaluator = evaluator(task, configuration);
        String step = "pictures" + (compare.isEmpty() ? "" : ", " + configuration.label());
        int total = part.of(task.samples()).size();
        EvaluationResult result =
            evaluator.measure(
                opened,
                compare.isEmpty() ? presets.get(n).name() : configuration.label(),
                presets.get(n),
                part,
                done -> progress.progressed(step, done, total));
        if (part.isWhole()) {
          evaluator.write(result);
        }
        results.add(result);
      }
    }
    return results;
  }

  private Preset preset(SegmentationModel opened, Configuration configuration) {
    String asked = configuration.preset().or(model::preset).orElse(opened.profiles().defaultName());
    return opened.preset(asked).with(configuration.changes());
  }

  private DatasetEvaluator evaluator(Task task, Configuration configuration) {
    return new DatasetEvaluator(
        task,
        folder().map(folder -> folder.resolve(compare.isEmpty() ? "" : configuration.folder())));
  }

  private Optional<Path> folder() {
    return Optional.ofNullable(out);
  }
}
