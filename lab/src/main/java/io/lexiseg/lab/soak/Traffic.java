package io.lexiseg.lab.soak;

import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.cli.client.CommandAnswers;
import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.lab.soak.Operator.Rhythm;
import io.lexiseg.lab.system.Scenes;
import io.lexiseg.lab.system.Server;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Cameras and operators at work, from the first vocabulary to the outcome of the last frame.
 *
 * <p><b>Threads:</b> one.
 */
final class Traffic {
  private static final List<String> FIRST_CATEGORIES = List.of("road", "sky", "tree");
  private static final Duration START_PATIENCE = Duration.ofMinutes(3);
  private static final Duration END_PATIENCE = Duration.ofMinutes(5);
  private static final long TICK_MILLIS = 250;

  /** Samples of the memory in the whole time. */
  private static final int SAMPLES = 80;

  private final SoakSettings settings;
  private final Server server;
  private final Processors processors;
  private final Consumer<String> progress;
  private final List<String> cameraIds;
  private final Deque<Runnable> working = new ArrayDeque<>();
  private Duration nextSample = Duration.ZERO;

  Traffic(SoakSettings settings, Server server, Processors processors, Consumer<String> progress) {
    this.settings = settings;
    this.server = server;
    this.processors = processors;
    this.progress = progress;
    this.cameraIds = IntStream.range(0, settings.cameras()).mapToObj(i -> "camera-" + i).toList();
  }

  /** Runs for the time set; returns when every frame has an outcome, or none comes any more. */
  void run(Faults faults) throws IOException, InterruptedException {
    Map<String, List<CapturedImage>> views = new TreeMap<>();
    cameraIds.forEach(id -> views.put(id, Scenes.views(id, settings.seed() + id.hashCode())));
    defineFirst();
    try (Outcomes outcomes = new Outcomes(server.connection())) {
      try {
        List<Operator> operators = List.of(operator(0), operator(1));
        views.forEach((cameraId, seen) -> camera(cameraId, seen, outcomes));
        long start = System.nanoTime();
        Duration elapsed = Duration.ZERO;
        while (elapsed.compareTo(settings.duration()) < 0) {
          faults.happen(elapsed);
          measure(elapsed);
          report(elapsed, outcomes, operators);
          Thread.sleep(TICK_MILLIS);
          elapsed = Duration.ofNanos(System.nanoTime() - start);
        }
      } finally {
        working.forEach(Runnable::run);
      }
      drain(outcomes, faults);
    }
  }

  private void defineFirst() {
    progress.accept("waiting for the processors");
    try (CommandAnswers answers = new CommandAnswers(server.connection());
        VocabularyClient client =
            new VocabularyClient(server.connection(), Clock.systemUTC(), "soak")) {
      for (String vocabulary : CommandDeck.VOCABULARIES) {
        String command = client.define(vocabulary, FIRST_CATEGORIES);
        var unused = answers.await(command, START_PATIENCE);
      }
    }
  }

  private Operator operator(int number) {
    Duration every = settings.commandEvery();
    Operator operator =
        new Operator(
            server,
            "operator-" + number,
            cameraIds,
            new Rhythm(every.multipliedBy(number), every.multipliedBy(2)),
            settings.seed() + number);
    working.push(operator::close);
    return operator;
  }

  private void camera(String cameraId, List<CapturedImage> views, Outcomes outcomes) {
    CameraFeed camera =
        new CameraFeed(server.connection(), cameraId, views, settings.framesPerSecond(), outcomes);
    working.push(camera::close);
  }

  private void measure(Duration elapsed) {
    if (elapsed.compareTo(nextSample) >= 0) {
      processors.measure();
      nextSample = elapsed.plus(settings.duration().dividedBy(SAMPLES));
    }
  }

  private void report(Duration elapsed, Outcomes outcomes, List<Operator> operators) {
    progress.accept(
        String.format(
            Locale.ROOT,
            "%d of %d s: %d frames, %d without outcome, %d commands",
            elapsed.toSeconds(),
            settings.duration().toSeconds(),
            outcomes.frames(),
            outcomes.outstanding(),
            operators.stream().mapToInt(Operator::sent).sum()));
  }

  private void drain(Outcomes outcomes, Faults faults) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + END_PATIENCE.toNanos();
    while (outcomes.outstanding() > 0 && System.nanoTime() < deadline) {
      progress.accept("waiting for the last " + outcomes.outstanding() + " outcomes");
      faults.happen(settings.duration());
      Thread.sleep(TICK_MILLIS);
    }
  }
}
