package io.lexiseg.quickstart.cli;

import io.lexiseg.quickstart.camera.Camera;
import io.lexiseg.quickstart.camera.Cameras;
import io.lexiseg.quickstart.camera.CapturedImage;
import io.lexiseg.quickstart.camera.Pace;
import io.lexiseg.quickstart.client.FramePublisher;
import io.lexiseg.quickstart.client.KafkaConnection;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends pictures of one camera to a broker. */
@Command(
    name = "publish",
    description = "Send a folder, a video, a stream or a webcam to the topic frames.",
    mixinStandardHelpOptions = true)
final class PublishCommand implements Callable<Integer> {
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

  @Override
  public Integer call() {
    long limit = Checks.positiveOr(frames, "--frames", Long.MAX_VALUE);
    Pace pace = Checks.pace(framesPerSecond);
    Checks.require(firstFrame >= 0, "--first-frame: expected 0 or more, got " + firstFrame);
    Checks.require(camera == null || !camera.isBlank(), "--camera: expected an id, got a blank");
    String id = camera == null ? Cameras.idFor(input) : camera;
    long sent = 0;
    try (Camera source = Cameras.open(id, input);
        KafkaConnection connection = kafka.connect();
        FramePublisher publisher = new FramePublisher(connection, Clock.systemUTC(), firstFrame);
        Progress progress = Progress.on(spec.commandLine().getErr())) {
      for (Optional<CapturedImage> image = source.next();
          image.isPresent() && sent < limit;
          image = sent < limit ? source.next() : Optional.empty()) {
        pace.await();
        publisher.publish(id, image.get());
        progress.progressed("frames published", ++sent, 0);
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%d frames published, camera %s%n", sent, id);
    return LexisegCommand.DONE;
  }
}
