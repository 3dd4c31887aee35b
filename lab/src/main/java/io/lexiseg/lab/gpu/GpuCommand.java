package io.lexiseg.lab.gpu;

import io.lexiseg.cli.tensorrt.Natives;
import io.lexiseg.cli.tensorrt.PackPlans;
import io.lexiseg.cli.tensorrt.PlanRequest;
import io.lexiseg.vision.encoder.batch.BatchOptions;
import io.lexiseg.vision.encoder.djl.OnnxRuntimeEngine;
import io.lexiseg.vision.encoder.engine.Computing;
import io.lexiseg.vision.encoder.engine.Device;
import io.lexiseg.vision.encoder.engine.EngineKind;
import io.lexiseg.vision.encoder.engine.Precision;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.encoder.plan.PlanStore;
import io.lexiseg.vision.encoder.tensorrt.GpuProbe;
import io.lexiseg.vision.encoder.tensorrt.LibraryCheck;
import io.lexiseg.vision.encoder.tensorrt.Sighting;
import io.lexiseg.vision.encoder.tensorrt.Step;
import io.lexiseg.vision.encoder.tensorrt.TensorRtEngine;
import io.lexiseg.vision.encoder.tensorrt.TensorRtLibraries;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.install.Progress;
import io.lexiseg.vision.pack.random.RandomPack;
import io.lexiseg.vision.pack.random.RandomPack.Scale;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gpu}: everything that is asked of a machine with an NVIDIA GPU, in one go. */
@Command(
    name = "gpu",
    description =
        "On a machine with an NVIDIA GPU: build plans of random packs, hold them against the CPU, and measure speed, split and leaks (docs/tensorrt.md).",
    mixinStandardHelpOptions = true)
public final class GpuCommand implements Callable<Integer> {
  private static final int SEED = 1;
  private static final int FAILED = 1;

  /** As the processor has them: results of one run are read while the other runs. */
  private static final int SLOTS = 2;

  private static final Scale DRY = Scale.TINY;

  @Option(
      names = "--pack",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "random-b,random-l",
      description = "random-s, random-b, random-l. Default: ${DEFAULT-VALUE}.")
  private List<String> packs = List.of();

  @Option(
      names = "--batch",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,8,16",
      description = "Pictures that run together. Default: ${DEFAULT-VALUE}.")
  private List<Integer> batches = List.of();

  @Option(
      names = "--precision",
      paramLabel = "FP16|FP32",
      defaultValue = "FP16",
      description = "Default: ${DEFAULT-VALUE}.")
  private Precision precision = Precision.FP16;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "Of one measurement. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--runs",
      paramLabel = "RUNS",
      defaultValue = "1000",
      description = "That the leak check compares. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--frames",
      paramLabel = "FRAMES",
      defaultValue = "2000",
      description = "From camera to mask; 0: none. Default: ${DEFAULT-VALUE}.")
  private int frames;

  @Option(
      names = {"--accept-nvidia-licence", "--accept-nvidia-license"},
      description =
          "You accept NVIDIA's terms: libraries that are missing are fetched with Maven (2.8 GB).")
  private boolean accepted;

  @Option(
      names = "--dry-run",
      description = "Measure tiny networks on the CPU, to try the command itself.")
  private boolean dry;

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  /** Runs the command line and returns its exit code. */
  public static int run(List<String> words) {
    return new CommandLine(new GpuCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> {
              line.getErr().println("gpu: " + failure.getMessage());
              return FAILED;
            })
        .execute(words.toArray(String[]::new));
  }

  @Override
  public Integer call() throws Exception {
    if (dry) {
      return dryRun();
    }
    TensorRtLibraries libraries = TensorRtLibraries.standard();
    Sighting sighting = look(libraries);
    if (sighting instanceof Sighting.Missing missing) {
      System.err.println("gpu: " + missing.sentence());
      return FAILED;
    }
    Sighting.Ready machine = (Sighting.Ready) sighting;
    out.printf(
        "# %s, driver for CUDA %s, %.1f of %.1f GiB free, TensorRT %s%n",
        machine.target().gpu(),
        machine.cuda(),
        machine.freeBytes() / (double) (1L << 30),
        machine.totalBytes() / (double) (1L << 30),
        LibraryCheck.version(libraries));
    return onGpu(machine, libraries);
  }

  private Sighting look(TensorRtLibraries libraries) {
    Sighting sighting = GpuProbe.with(libraries).look();
    if (!accepted
        || !(sighting instanceof Sighting.Missing missing)
        || missing.step() != Step.LIBRARIES) {
      return sighting;
    }
    System.err.println(Natives.licence());
    try (Progress progress = progress()) {
      Natives.at(libraries.folder()).install(false, Optional.empty(), progress);
    }
    return GpuProbe.with(libraries).look();
  }

  private static Progress progress() {
    return Progress.on(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
  }

  private int onGpu(Sighting.Ready machine, TensorRtLibraries libraries) throws Exception {
    PackStore store = PackStore.standard();
    PlanStore plans = PlanStore.at(store.root());
    boolean good = true;
    for (String name : packs) {
      Scale scale = Scale.of(name);
      ModelPack pack = store.install(name, folder -> RandomPack.write(folder, scale, SEED));
      build(machine, plans, libraries, pack);
      TensorRtEngine engine =
          TensorRtEngine.start(
              plans,
              new TensorRtEngine.Options(
                  precision,
                  SLOTS,
                  new OnnxRuntimeEngine(Runtime.getRuntime().availableProcessors())));
      good &=
          new GpuKit(settings(), Optional.of(new Copies(libraries.folder())), out)
              .run(scale, pack, engine, inference());
    }
    return good ? 0 : FAILED;
  }

  private void build(
      Sighting.Ready machine, PlanStore plans, TensorRtLibraries libraries, ModelPack pack) {
    try (Progress progress = progress()) {
      long start = System.nanoTime();
      List<PackPlans.Outcome> outcomes =
          PackPlans.of(plans, machine, Natives.at(libraries.folder()), progress)
              .build(pack, new PlanRequest(precision, batches, List.of()));
      outcomes.forEach(
          outcome ->
              out.printf(
                  "%s %s, %.0f MB%n",
                  outcome.what(),
                  outcome.fresh() ? "built" : "there already",
                  outcome.plan().sizeBytes() / 1e6));
      out.printf("plans of %s: %.0f s%n", pack.id(), (System.nanoTime() - start) / 1e9);
    }
  }

  private InferenceOptions inference() {
    int largest = batches.stream().mapToInt(Integer::intValue).max().orElseThrow();
    return new InferenceOptions(
        new Computing(EngineKind.TENSORRT, Device.CUDA, precision),
        SLOTS,
        1,
        new BatchOptions(largest, Duration.ofMillis(2), 1024));
  }

  private int dryRun() throws Exception {
    out.println("# dry run: tiny networks on the CPU; copies are not timed, shares mean nothing");
    ModelPack pack =
        PackStore.standard().install(DRY.id(), folder -> RandomPack.write(folder, DRY, SEED));
    boolean good =
        new GpuKit(settings(), Optional.empty(), out)
            .run(DRY, pack, new OnnxRuntimeEngine(1), InferenceOptions.cpu());
    return good ? 0 : FAILED;
  }

  private GpuKit.Settings settings() {
    return new GpuKit.Settings(batches, Duration.ofSeconds(seconds), runs, frames);
  }
}
