package io.lexiseg.cli.command.model;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.failure.UsageException;
import io.lexiseg.cli.option.Checks;
import io.lexiseg.cli.option.Packs;
import io.lexiseg.cli.tensorrt.Natives;
import io.lexiseg.cli.tensorrt.PackPlans;
import io.lexiseg.cli.tensorrt.PlanRequest;
import io.lexiseg.vision.encoder.engine.Precision;
import io.lexiseg.vision.encoder.pixel.InputSize;
import io.lexiseg.vision.encoder.plan.PlanStore;
import io.lexiseg.vision.encoder.tensorrt.GpuProbe;
import io.lexiseg.vision.encoder.tensorrt.Sighting;
import io.lexiseg.vision.encoder.tensorrt.TensorRtLibraries;
import io.lexiseg.vision.pack.InvalidPackException;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.install.Progress;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Builds plans. */
@Command(
    name = "plan",
    description =
        "Compile a pack's networks for the GPU of this machine, for inference.engine=tensorrt.",
    mixinStandardHelpOptions = true)
final class ModelsPlanCommand implements Callable<Integer> {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PACK", description = "Id or folder of an encoder pack.")
  private String pack;

  @Option(
      names = "--precision",
      paramLabel = "fp16|fp32",
      defaultValue = "fp16",
      description = "What networks compute in (${DEFAULT-VALUE}).")
  private String precision;

  @Option(
      names = "--batch",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,4,8,16",
      description = "Pictures or texts that run together, a plan each (${DEFAULT-VALUE}).")
  private List<Integer> batches;

  @Option(
      names = "--size",
      split = ",",
      paramLabel = "HxW",
      description =
          "Sizes of pictures, for networks that take any; a plan each. Frames of other sizes are refused.")
  private List<String> sizes = List.of();

  @Override
  public Integer call() {
    PlanRequest request = Checks.usage(() -> request());
    PackStore packs = Packs.standard().store();
    ModelPack opened = packs.open(pack);
    List<String> problems = opened.networkProblems();
    if (!problems.isEmpty()) {
      throw new InvalidPackException(opened.folder(), problems);
    }
    TensorRtLibraries libraries = TensorRtLibraries.standard();
    Sighting sighting = GpuProbe.with(libraries).look();
    if (sighting instanceof Sighting.Missing missing) {
      throw new FailedException("plans are built on the GPU that runs them: " + missing.sentence());
    }
    PrintWriter out = spec.commandLine().getOut();
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      PackPlans plans =
          PackPlans.of(
              PlanStore.at(packs.root()),
              (Sighting.Ready) sighting,
              Natives.at(libraries.folder()),
              progress);
      for (PackPlans.Outcome outcome : plans.build(opened, request)) {
        out.printf(
            "%s %s: %s%n",
            outcome.what(), outcome.fresh() ? "built" : "there already", outcome.plan().folder());
      }
    }
    return ExitCode.OK;
  }

  private PlanRequest request() {
    Precision parsed =
        switch (precision) {
          case "fp16" -> Precision.FP16;
          case "fp32" -> Precision.FP32;
          default ->
              throw new UsageException(
                  "--precision: expected fp16 or fp32, got '%s'".formatted(precision));
        };
    return new PlanRequest(parsed, batches, sizes.stream().map(ModelsPlanCommand::size).toList());
  }

  private static InputSize size(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw new UsageException("--size: expected HEIGHTxWIDTH, got '%s'".formatted(text));
    }
    return new InputSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }
}
