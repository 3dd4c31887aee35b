package io.lexiseg.indexbuilder.command;

import io.lexiseg.indexbuilder.attribution.AttributionMask;
import io.lexiseg.indexbuilder.caption.Caption;
import io.lexiseg.indexbuilder.caption.CaptionFile;
import io.lexiseg.indexbuilder.diffusion.DiffusionSettings;
import io.lexiseg.indexbuilder.diffusion.GeneratorPacks;
import io.lexiseg.indexbuilder.diffusion.SketchPack;
import io.lexiseg.indexbuilder.filter.FilterSettings;
import io.lexiseg.indexbuilder.generation.CaptionTask;
import io.lexiseg.indexbuilder.generation.GeneratorIdentity;
import io.lexiseg.indexbuilder.generation.PrototypeMaker;
import io.lexiseg.indexbuilder.job.BuildEstimate;
import io.lexiseg.indexbuilder.job.BuildPlan;
import io.lexiseg.indexbuilder.job.CaptionJob;
import io.lexiseg.indexbuilder.job.CaptionTasks;
import io.lexiseg.indexbuilder.job.IndexPublication;
import io.lexiseg.indexbuilder.job.JobFolder;
import io.lexiseg.indexbuilder.job.KeptPictures;
import io.lexiseg.indexbuilder.noun.CaptionNouns;
import io.lexiseg.indexbuilder.prototype.PictureListener;
import io.lexiseg.indexbuilder.prototype.PictureMakers;
import io.lexiseg.indexbuilder.prototype.PictureSettings;
import io.lexiseg.vision.encoder.engine.Computing;
import io.lexiseg.vision.encoder.engine.Device;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.generator.GeneratorPack;
import io.lexiseg.vision.pack.generator.SchedulerSpec;
import io.lexiseg.vision.pack.install.Progress;
import io.lexiseg.vision.pack.lite.LitePack;
import io.lexiseg.vision.pack.shipped.EncoderPacks;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options of a build from captions, and the build. */
final class CaptionBuild {
  private static final Pattern SETTINGS =
      Pattern.compile("([a-z0-9-]+) (\\d{1,6}) steps, guidance ([0-9.]+)");

  @Option(
      names = "--from-captions",
      required = true,
      paramLabel = "FILE",
      description = "Captions: COCO JSON, TSV of id and caption, or a caption a line.")
  private Path captions = Path.of("");

  @Option(
      names = "--generator",
      defaultValue = "sketch",
      paramLabel = "ID|DIR",
      description = "Generator pack (${DEFAULT-VALUE}).")
  private String generator = "sketch";

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps of a picture (default: the generator's).")
  private Optional<Integer> steps = Optional.empty();

  @Option(
      names = "--scheduler",
      paramLabel = "KIND",
      description = "Rule of the steps: ${COMPLETION-CANDIDATES} (default: the generator's).")
  private Optional<SchedulerSpec.Kind> scheduler = Optional.empty();

  @Option(
      names = "--guidance",
      paramLabel = "X",
      description = "Push towards the caption, at least 1 (default: the generator's).")
  private Optional<Double> guidance = Optional.empty();

  @Option(
      names = "--gamma",
      defaultValue = "" + AttributionMask.GAMMA,
      paramLabel = "X",
      description = "Threshold of attribution masks (${DEFAULT-VALUE}).")
  private double gamma = AttributionMask.GAMMA;

  @Option(
      names = "--alpha",
      defaultValue = "0.9",
      paramLabel = "X",
      description = "Weight of the noun in a key, the caption has the rest (${DEFAULT-VALUE}).")
  private double alpha = PictureSettings.PAPER.alpha();

  @Option(
      names = "--lemma-keys",
      description = "Keys speak of a noun's singular, not of the word as it stands.")
  private boolean lemmaKeys;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "The captions' own seeds come from it (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--batch",
      defaultValue = "8",
      paramLabel = "N",
      description = "Captions that are kept or lost together (${DEFAULT-VALUE}).")
  private int batch = 8;

  @Option(
      names = "--device",
      defaultValue = "cpu",
      paramLabel = "DEVICE",
      description = "What networks compute on: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Device device = Device.CPU;

  @Option(
      names = "--filters",
      defaultValue = "default",
      paramLabel = "none|default|LIST",
      description = "What is left out; see index filter (${DEFAULT-VALUE}).")
  private String filters = "default";

  @Option(
      names = "--keep-pictures",
      description = "Keep pictures, attributions and masks as PNG files.")
  private boolean keepPictures;

  @Option(
      names = "--estimate",
      description = "Draw a few captions, print what the build takes, and make nothing.")
  private boolean estimate;

  /**
   * What is to be made.
   *
   * @param index folder
   * @param form of the index
   * @param pack of the encoders, a folder or an id; without one, what fits the generator
   */
  record Target(Path index, IndexPublication.Form form, Optional<String> pack) {}

  /** Builds, or estimates, and says what came of it. */
  List<String> build(Target target, Progress progress) {
    FilterSettings wanted = FilterSettings.parse(filters);
    PictureSettings settings = new PictureSettings(gamma, alpha, lemmaKeys);
    CaptionTasks read = new CaptionTasks();
    try (Stream<Caption> all = CaptionFile.check(captions).captions()) {
      all.forEach(caption -> read.add(caption.id(), caption.text()));
    }
    GeneratorPack generatorPack = GeneratorPacks.open(PackStore.standard(), generator);
    DiffusionSettings drawing = drawing(generatorPack);
    ModelPack pack = BuildCommand.encoders(target.pack().orElseGet(this::fittingPack), progress);
    BuildPlan plan =
        new BuildPlan(
            read.pinned(),
            new GeneratorIdentity(generatorPack.id(), generatorPack.sha256(), drawing.toString()),
            BuildPlan.Encoder.of(pack),
            new BuildPlan.Settings(gamma, alpha, lemmaKeys, seed, batch));
    CaptionNouns nouns = CaptionNouns.open();
    PictureMakers makers = new PictureMakers(generatorPack, drawing, pack, settings, inference());
    Function<PictureListener, PrototypeMaker> open = listener -> makers.open(nouns, listener);
    List<CaptionTask> tasks = read.tasks(seed);
    if (estimate) {
      return estimate(target, plan, tasks, nouns, open);
    }
    try (JobFolder folder = JobFolder.open(target.index(), plan)) {
      PictureListener listener =
          keepPictures
              ? new KeptPictures(JobFolder.picturesOf(target.index()))
              : PictureListener.NONE;
      new CaptionJob(folder, tasks).make(() -> open.apply(listener), progress);
      return List.of(
          new IndexPublication(folder, wanted, progress).publish(target.form()).toJson());
    }
  }

  private InferenceOptions inference() {
    InferenceOptions cpu = BuildCommand.oneAtATime();
    return new InferenceOptions(
        Computing.onnxRuntime(device), cpu.slots(), cpu.threadsPerSlot(), cpu.batching());
  }

  private List<String> estimate(
      Target target,
      BuildPlan plan,
      List<CaptionTask> tasks,
      CaptionNouns nouns,
      Function<PictureListener, PrototypeMaker> open) {
    return BuildEstimate.of(
            plan, tasks, nouns::extract, target.form().components(), open, System::nanoTime)
        .text(keepPictures, free(target.index()));
  }

  /** Of {@code sketch}'s drawings an encoder of photographs sees too little. */
  private String fittingPack() {
    return generator.equals(SketchPack.ID) ? EncoderPacks.DRAWINGS : LitePack.ID;
  }

  private static long free(Path index) {
    File place = index.toAbsolutePath().toFile();
    while (!place.exists()) {
      place = place.getParentFile();
    }
    return place.getUsableSpace();
  }

  private DiffusionSettings drawing(GeneratorPack pack) {
    DiffusionSettings drawing = DiffusionSettings.of(pack);
    if (scheduler.isPresent()) {
      drawing = drawing.withScheduler(scheduler.get());
    }
    if (steps.isPresent()) {
      drawing = drawing.withSteps(steps.get());
    }
    return guidance.isPresent() ? drawing.withGuidance(guidance.get()) : drawing;
  }

  /**
   * Settings of a generator from the words of {@link DiffusionSettings#toString}.
   *
   * @throws IllegalArgumentException if they are other words
   */
  static DiffusionSettings drawing(String text, GeneratorPack pack) {
    Matcher words = SETTINGS.matcher(text);
    if (!words.matches()) {
      throw new IllegalArgumentException(
          "expected settings such as 'ddim 25 steps, guidance 3.0', found '%s'".formatted(text));
    }
    return DiffusionSettings.of(pack)
        .withScheduler(
            SchedulerSpec.Kind.valueOf(words.group(1).toUpperCase(Locale.ROOT).replace('-', '_')))
        .withSteps(Integer.parseInt(words.group(2)))
        .withGuidance(Double.parseDouble(words.group(3)));
  }
}
