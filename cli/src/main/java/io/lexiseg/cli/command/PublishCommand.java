package io.lexiseg.cli.command;

import io.lexiseg.cli.camera.Camera;
import io.lexiseg.cli.camera.Cameras;
import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.cli.camera.Pace;
import io.lexiseg.cli.camera.PacedCamera;
import io.lexiseg.cli.camera.ReconnectingCamera;
import io.lexiseg.cli.client.FramePublisher;
import io.lexiseg.cli.client.connection.BrokerOutage;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.option.Checks;
import io.lexiseg.cli.option.Interruption;
import io.lexiseg.cli.option.KafkaOptions;
import io.lexiseg.cli.option.ProblemCount;
import io.lexiseg.cli.option.Stop;
import io.lexiseg.cli.output.CameraWords;
import io.lexiseg.vision.pack.install.Progress;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends pictures of one camera to a broker. */
@Command(
    name = "publish",
    description = "Send a folder, a video, a stream or a webcam to the topic frames.",
    mixinStandardHelpOptions = true)
public final class PublishCommand implements Callable<Integer> {
  private static final Duration FIRST_ANSWER = Duration.ofSeconds(30);

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATH|URL",
      description = "Picture, folder of pictures, video file, URL (rtsp, http, ...) or device:N.")
  private String input;

  @Option(names = "--camera", paramLabel = "ID", description = "Camera id; default from --input.")
  private @Nullable String camera;

  @Option(names = "--fps", paramLabel = "N", description = "At most N frames a second.")
  private @Nullable Double framesPerSecond;

  @Option(names = "--frames", paramLabel = "N", description = "Stop after N frames.")
  private @Nullable Long frames;

  @Option(
      names = "--first-frame",
      paramLabel = "N",
      defaultValue = "0",
      description = "Number of the first frame, to go on after an earlier run (${DEFAULT-VALUE}).")
  private long firstFrame;

  @Option(
      names = "--policy",
      paramLabel = "auto|every|latest",
      defaultValue = "auto",
      description =
          "Frames to segment when the processor cannot follow, where no binding says so: every one,"
              + " or the latest; auto: the latest of live sources (${DEFAULT-VALUE}).")
  private String policy;

  @Override
  public Integer call() {
    long limit = Checks.positiveOr(frames, "--frames", Long.MAX_VALUE);
    Pace pace = Checks.pace(framesPerSecond);
    Checks.require(
        List.of("auto", "every", "latest").contains(policy),
        "--policy: expected auto, every or latest, got " + policy);
    Checks.require(firstFrame >= 0, "--first-frame: expected 0 or more, got " + firstFrame);
    Checks.require(camera == null || !camera.isBlank(), "--camera: expected an id, got a blank");
    String id = camera == null ? Cameras.idFor(input) : camera;
    ProblemCount problems = new ProblemCount(spec.commandLine().getErr()::println);
    // Outermost: a process that was interrupted waits for all of this, the sum included.
    try (Interruption interruption = new Interruption()) {
      long sent = publish(id, limit, pace, problems, interruption.stop());
      PrintWriter out = spec.commandLine().getOut();
      out.printf("%d frames published, camera %s%s%n", sent, id, problems.text("files"));
      return problems.count() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private long publish(String id, long limit, Pace pace, ProblemCount problems, Stop stop) {
    long sent = 0;
    try (Progress progress = Progress.on(spec.commandLine().getErr());
        Camera source = new PacedCamera(source(id, progress, problems, stop), pace);
        KafkaConnection connection = kafka.connect();
        FramePublisher publisher = publisher(connection, progress, stop)) {
      boolean latest = isLatest(policy, source.live());
      while (sent < limit && !stop.isWished()) {
        Optional<CapturedImage> image = source.next();
        if (image.isEmpty()) {
          break;
        }
        publisher.publish(id, image.get(), latest);
        progress.progressed("frames published", ++sent, 0);
        if (sent == 1) {
          CameraWords.remarks(connection, id).forEach(progress::say);
        }
      }
    }
    return sent;
  }

  /**
   * Whether only the newest waiting frame is worth a mask; of a live source unless told otherwise.
   */
  static boolean isLatest(String policy, boolean live) {
    return policy.equals("latest") || (policy.equals("auto") && live);
  }

  private Camera source(String id, Progress progress, ProblemCount problems, Stop stop) {
    return new ReconnectingCamera(
        () -> Cameras.open(id, input, progress::say, problems),
        ReconnectingCamera.Waiting.unless(stop::isWished),
        progress::say);
  }

  private FramePublisher publisher(KafkaConnection connection, Progress progress, Stop stop) {
    return new FramePublisher(
        connection,
        Clock.systemUTC(),
        firstFrame,
        BrokerOutage.waitedFor(FIRST_ANSWER, stop::isWished, progress::say));
  }
}
