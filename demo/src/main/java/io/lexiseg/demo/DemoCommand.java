package io.lexiseg.demo;

import io.lexiseg.cli.camera.Camera;
import io.lexiseg.cli.camera.Cameras;
import io.lexiseg.cli.camera.ReconnectingCamera;
import io.lexiseg.cli.option.Checks;
import io.lexiseg.cli.option.Interruption;
import io.lexiseg.cli.option.ModelOptions;
import io.lexiseg.cli.option.Packs;
import io.lexiseg.cli.option.ProblemCount;
import io.lexiseg.cli.option.Stop;
import io.lexiseg.cli.option.VocabularyOptions;
import io.lexiseg.demo.scene.DrawnScenes;
import io.lexiseg.demo.scene.Photographs;
import io.lexiseg.demo.system.Demo;
import io.lexiseg.demo.system.DemoSettings;
import io.lexiseg.demo.system.DemoSettings.ViewerAddress;
import io.lexiseg.demo.system.GrowingIndex;
import io.lexiseg.demo.system.Summary;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.vision.pack.install.Progress;
import io.lexiseg.vision.pack.shipped.EncoderPacks;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the whole system in one process. */
@Command(
    name = "demo",
    description = {
      "Run broker, registry, cameras, processor and viewer in one process.",
      "Without another vocabulary it begins with " + DemoCommand.FIRST_VOCABULARY + "."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  static final String FIRST_VOCABULARY =
      "sky,mountain,tree,grass,building,boat,water,dirt,animal,rock";

  /** Of drawn scenes; the index of these words lacks a few that the scenes show. */
  private static final String DRAWN_VOCABULARY =
      "sky,fog,sunset,grass,sand,water,snow,house,tree,boat,car,sun,cloud";

  /** Root of the installation; the shipped indexes lie below it. */
  private static final String HOME = "lexiseg.home";

  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;

  @Option(
      names = "--input",
      paramLabel = "PATH|URL",
      description =
          "Picture, folder, video, URL (rtsp, http, ...) or device:N; default virtual cameras.")
  private @Nullable String input;

  @Mixin private VocabularyOptions vocabulary;

  @Option(names = "--frames", paramLabel = "N", description = "End after N frames.")
  private @Nullable Long frames;

  @Option(names = "--fps", paramLabel = "N", description = "At most N frames a second.")
  private @Nullable Double framesPerSecond;

  @Option(names = "--out", paramLabel = "DIR", description = "Write masks and overlays there.")
  private @Nullable Path out;

  @Option(
      names = "--on-demand",
      description =
          "Draw prototypes for words that the index hardly knows; without --input cameras show drawn scenes.")
  private boolean onDemand;

  @Option(names = "--no-viewer", description = "Serve no page.")
  private boolean noViewer;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Port of the page; 0: any free one (${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--address",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description = "Address of the page (${DEFAULT-VALUE}).")
  private String address;

  @Override
  public Integer call() throws InterruptedException {
    if (onDemand) {
      model.prefer(EncoderPacks.DRAWINGS);
    }
    DemoSettings settings = settings();
    // Outermost: a process that was interrupted waits for all of this, the sum included.
    try (Interruption interruption = new Interruption()) {
      ProblemCount problems = new ProblemCount(spec.commandLine().getErr()::println);
      Summary summary = run(settings, problems, interruption.stop());
      spec.commandLine().getOut().println(summary + problems.text("files"));
      settings
          .out()
          .ifPresent(
              folder -> spec.commandLine().getErr().println("Masks and overlays are in " + folder));
      return summary.conserved() && problems.count() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private Summary run(DemoSettings settings, ProblemCount problems, Stop stop)
      throws InterruptedException {
    try (Progress progress = Progress.on(spec.commandLine().getErr());
        OpenCameras cameras = new OpenCameras(cameras(progress, problems, stop))) {
      return onDemand
          ? runOnDemand(settings, problems, progress, cameras, stop)
          : run(settings, Optional.empty(), problems, progress, cameras, stop);
    }
  }

  private Summary runOnDemand(
      DemoSettings settings,
      ProblemCount problems,
      Progress progress,
      OpenCameras cameras,
      Stop stop)
      throws InterruptedException {
    Path shipped = Path.of(System.getProperty(HOME, ""), "indexes", EncoderPacks.DRAWINGS);
    Path index = model.index().map(Path::of).orElse(shipped);
    try (GrowingIndex growing = GrowingIndex.copyOf(index, model.pack(), GrowingIndex.GENERATOR)) {
      return run(settings, Optional.of(growing), problems, progress, cameras, stop);
    }
  }

  private Summary run(
      DemoSettings settings,
      Optional<GrowingIndex> growing,
      ProblemCount problems,
      Progress progress,
      OpenCameras cameras,
      Stop stop)
      throws InterruptedException {
    Optional<String> location = growing.map(GrowingIndex::location).or(model::index);
    try (SegmentationModel opened = model.open(progress, location)) {
      return new Demo(settings, growing, progress::say, problems, progress)
          .run(opened, cameras.list(), stop);
    }
  }

  private DemoSettings settings() {
    Checks.pace(framesPerSecond);
    return new DemoSettings(
        vocabulary.content(onDemand ? DRAWN_VOCABULARY : FIRST_VOCABULARY),
        model.preset(),
        Checks.positiveOr(frames, "--frames", Long.MAX_VALUE),
        framesPerSecond == null ? OptionalDouble.empty() : OptionalDouble.of(framesPerSecond),
        Optional.ofNullable(out),
        noViewer ? Optional.empty() : Optional.of(new ViewerAddress(address, Checks.port(port))));
  }

  private List<Camera> cameras(Progress progress, ProblemCount problems, Stop stop) {
    if (input != null) {
      String place = input;
      return List.of(
          new ReconnectingCamera(
              () -> Cameras.open(Cameras.idFor(place), place, progress::say, problems),
              ReconnectingCamera.Waiting.unless(stop::isWished),
              progress::say));
    }
    if (onDemand) {
      return DrawnScenes.cameras();
    }
    Path kept = Packs.standard().store().root().resolve("photographs");
    return new Photographs(kept).scenes(progress);
  }
}
