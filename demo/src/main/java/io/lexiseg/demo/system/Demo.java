package io.lexiseg.demo.system;

import io.lexiseg.cli.camera.Camera;
import io.lexiseg.cli.camera.Pace;
import io.lexiseg.cli.client.FramePublisher;
import io.lexiseg.cli.client.Outcome;
import io.lexiseg.cli.client.OutcomeReader;
import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.cli.client.ZoneClient;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.option.Stop;
import io.lexiseg.cli.output.MaskFiles;
import io.lexiseg.cli.viewer.ViewerServer;
import io.lexiseg.cli.viewer.ViewerState;
import io.lexiseg.cli.viewer.feed.ViewerFeeds;
import io.lexiseg.cli.viewer.vocabulary.VocabularyBoard;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.vision.pack.install.ProgressListener;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Broker, registry, cameras, processor, mask files and page in one process.
 *
 * <p><b>Ownership:</b> model and cameras stay the caller's. <b>Threads:</b> run once, by one.
 */
public final class Demo {
  private static final Duration OUTCOME_PATIENCE = Duration.ofMinutes(2);

  private final DemoSettings settings;
  private final Optional<GrowingIndex> growing;
  private final Consumer<String> messages;
  private final Consumer<String> problems;
  private final ProgressListener progress;
  private final Clock clock = Clock.systemUTC();
  private final Ledger ledger = new Ledger();
  private final ViewerState state = new ViewerState(clock);
  private final VocabularyBoard board = new VocabularyBoard();
  private final DemoGate gate = new DemoGate();
  private long outcomes;

  /**
   * Prepares a demo.
   *
   * @param growing index of the model that prototypes are drawn for on demand; stays the caller's
   * @param messages hears lines for people
   * @param problems hears of each result that could not be written
   * @param progress hears how many frames have their outcome
   */
  public Demo(
      DemoSettings settings,
      Optional<GrowingIndex> growing,
      Consumer<String> messages,
      Consumer<String> problems,
      ProgressListener progress) {
    this.settings = settings;
    this.growing = growing;
    this.messages = messages;
    this.problems = problems;
    this.progress = progress;
  }

  /**
   * Runs until the input or the wanted number of frames is through, or the end is wished.
   *
   * @throws FailedException if the port is taken, the vocabulary is refused or results cannot be
   *     written
   */
  public Summary run(SegmentationModel model, List<Camera> cameras, Stop stop)
      throws InterruptedException {
    if (settings.viewer().isEmpty()) {
      return runSystem(model, cameras, stop);
    }
    var address = settings.viewer().get();
    var content = new ViewerServer.Content(state, board, gate, gate);
    // First, so that a taken port is found out before anything slow begins.
    try (ViewerServer server = ViewerServer.start(address.host(), address.port(), content)) {
      messages.accept("Viewer: " + server.url());
      return runSystem(model, cameras, stop);
    }
  }

  private Summary runSystem(SegmentationModel model, List<Camera> cameras, Stop stop)
      throws InterruptedException {
    try (LocalSystem system = LocalSystem.start(model, folders(cameras), growing);
        VocabularyClient vocabularies = new VocabularyClient(system.connection(), clock, "demo");
        ZoneClient zones = new ZoneClient(system.connection(), clock, "demo")) {
      new FirstVocabulary(system.connection(), vocabularies)
          .prepare(settings.vocabulary(), settings.profile(), cameras, messages);
      gate.open(vocabularies, zones);
      return runCameras(system, cameras, stop);
    }
  }

  /** What is too large to travel is read where it lies. */
  private static List<Path> folders(List<Camera> cameras) {
    return cameras.stream().flatMap(camera -> camera.folder().stream()).distinct().toList();
  }

  @SuppressWarnings("try") // what topics say reaches the page on threads of their own
  private Summary runCameras(LocalSystem system, List<Camera> cameras, Stop stop)
      throws InterruptedException {
    boolean shown = settings.viewer().isPresent();
    Optional<MaskFiles> files = settings.out().map(MaskFiles::open);
    files.flatMap(MaskFiles::remark).ifPresent(messages);
    try (Results results =
            new Results(system.connection(), this::entered, problems, files, state, shown);
        ViewerFeeds feeds = new ViewerFeeds(system.connection(), state, board);
        OutcomeLoop loop =
            new OutcomeLoop(OutcomeReader.fromBeginning(system.connection()), results);
        FramePublisher publisher = new FramePublisher(system.connection(), clock, 0)) {
      Flow flow =
          new Flow(ledger, () -> loop.failure().isEmpty() && system.alive(), OUTCOME_PATIENCE);
      feed(publisher, cameras, flow, stop);
      flow.awaitAll();
      if (!system.alive()) {
        messages.accept("The processor has stopped; its log lines above say why.");
      }
      if (loop.failure().isPresent()) {
        throw loop.failure().get();
      }
      return ledger.summary();
    }
  }

  private void entered(Outcome outcome) {
    if (outcome instanceof Outcome.DeadLettered letter) {
      messages.accept(
          "%s: dead letter, %s: %s".formatted(letter.name(), letter.reason(), letter.message()));
    }
    ledger.outcome(outcome);
    progress.progressed(
        "frames", ++outcomes, settings.frames() == Long.MAX_VALUE ? 0 : settings.frames());
  }

  private void feed(FramePublisher publisher, List<Camera> cameras, Flow flow, Stop stop)
      throws InterruptedException {
    Pace pace =
        settings.framesPerSecond().isPresent()
            ? Pace.of(settings.framesPerSecond().getAsDouble())
            : Pace.unlimited();
    new CameraFeed(publisher, ledger, flow, stop).run(cameras, settings.frames(), pace);
    if (settings.staysOpen() && !stop.isWished()) {
      messages.accept("The input has ended; the viewer stays until Ctrl-C.");
      stop.await();
    }
  }
}
