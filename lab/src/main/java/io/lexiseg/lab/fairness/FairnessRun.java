package io.lexiseg.lab.fairness;

import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.cli.client.CommandAnswers;
import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.demo.broker.BrokerSettings;
import io.lexiseg.lab.fairness.Placement.Cameras;
import io.lexiseg.lab.system.BlankProcessor;
import io.lexiseg.lab.system.FrameGroup;
import io.lexiseg.lab.system.OutcomeWatch;
import io.lexiseg.lab.system.Scenes;
import io.lexiseg.lab.system.SendingCamera;
import io.lexiseg.lab.system.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures under one guarantee, placement by placement: two neighbours beside a third camera that
 * sends as much as they do, then beside the same camera as it floods.
 */
final class FairnessRun {
  /** As many as clusters have. */
  private static final int PARTITIONS = 16;

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration REST = Duration.ofMinutes(15);
  private static final Duration WARM_UP = Duration.ofSeconds(20);

  /** After so long a flood is known as one. */
  private static final Duration SETTLING = Duration.ofSeconds(10);

  private static final long TICK_MILLIS = 200;

  private final FairnessSettings settings;
  private final Consumer<String> results;
  private final List<CapturedImage> views = Scenes.views("camera", 1);

  /**
   * Prepares.
   *
   * @param results gets a line for each figure
   */
  FairnessRun(FairnessSettings settings, Consumer<String> results) {
    this.settings = settings;
    this.results = results;
  }

  /** Runs to the end. */
  void run() throws IOException, InterruptedException {
    Files.createDirectories(settings.folder());
    try (Server server = Server.start(settings.folder(), broker());
        BlankProcessor processor =
            BlankProcessor.start(settings.folder(), server, properties(), settings.frame())) {
      define(server);
      Cameras first = Placement.SAME_PARTITION.cameras(group(server));
      var unused = phase(server, first, settings.flood(), WARM_UP);
      for (Placement placement : settings.placements()) {
        measure(server, placement, placement.cameras(group(server)));
      }
      if (!processor.isAlive()) {
        throw new IOException("the processor ended, see " + settings.folder());
      }
    }
  }

  private Map<String, String> properties() {
    Map<String, String> all = new HashMap<>(settings.properties());
    all.put("guarantee", settings.guarantee());
    return all;
  }

  private BrokerSettings broker() {
    return BrokerSettings.in(settings.folder().resolve("broker")).withPartitions(PARTITIONS);
  }

  private static void define(Server server) {
    try (CommandAnswers answers = new CommandAnswers(server.connection());
        VocabularyClient client =
            new VocabularyClient(server.connection(), Clock.systemUTC(), "fairness")) {
      var unused = answers.await(client.define("default", List.of("road", "sky")), PATIENCE);
    }
  }

  /** With all partitions shared out. */
  private static FrameGroup group(Server server) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    FrameGroup group = FrameGroup.now(server.connection());
    while (group.threads().isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(TICK_MILLIS);
      group = FrameGroup.now(server.connection());
    }
    return group;
  }

  private void measure(Server server, Placement placement, Cameras cameras)
      throws InterruptedException {
    Phase calm = phase(server, cameras, settings.rate(), settings.phase());
    Phase with = phase(server, cameras, settings.flood(), settings.phase());
    Instant known = with.began().plus(SETTLING);
    Comparison comparison =
        new Comparison(
            calm.ledger().delays(cameras.neighbours(), calm.began().plus(SETTLING)),
            with.ledger().delays(cameras.neighbours(), with.began()),
            with.ledger().delays(cameras.neighbours(), known));
    comparison.lines().forEach(line -> print(placement, "neighbours", line));
    calm.laws().forEach(law -> print(placement, "without the flood", law));
    with.laws().forEach(law -> print(placement, "with the flood", law));
  }

  private void print(Placement placement, String what, String figures) {
    results.accept("%s, %s: %s: %s".formatted(settings.guarantee(), placement, what, figures));
  }

  /**
   * What was seen while cameras sent.
   *
   * @param laws what became of the frames of each camera
   */
  private record Phase(Instant began, Ledger ledger, List<String> laws) {}

  /**
   * Lets cameras send for a while, and waits until every frame has its outcome.
   *
   * @param rate of the third camera, frames a second
   */
  @SuppressWarnings("try") // it watches until it is closed
  private Phase phase(Server server, Cameras group, double rate, Duration duration)
      throws InterruptedException {
    Ledger ledger = new Ledger();
    List<SendingCamera> cameras = new ArrayList<>();
    try (OutcomeWatch watch = new OutcomeWatch(server.connection(), ledger::enter)) {
      Instant began = Instant.now();
      try {
        group.neighbours().forEach(id -> cameras.add(spread(server, id)));
        cameras.add(third(server, group.flood(), rate));
        Thread.sleep(duration.toMillis());
      } finally {
        cameras.forEach(SendingCamera::close);
      }
      awaitOutcomes(ledger, cameras);
      return new Phase(began, ledger, cameras.stream().map(one -> law(one, ledger)).toList());
    }
  }

  private SendingCamera third(Server server, String cameraId, double rate) {
    return rate > settings.rate()
        ? SendingCamera.even(server.connection(), cameraId, views, rate)
        : spread(server, cameraId);
  }

  private SendingCamera spread(Server server, String cameraId) {
    return SendingCamera.spread(server.connection(), cameraId, views, settings.rate());
  }

  private static String law(SendingCamera camera, Ledger ledger) {
    return camera.cameraId() + ": " + ledger.law(camera.cameraId(), camera.published());
  }

  private static void awaitOutcomes(Ledger ledger, List<SendingCamera> cameras)
      throws InterruptedException {
    long deadline = System.nanoTime() + REST.toNanos();
    while (System.nanoTime() < deadline
        && cameras.stream().anyMatch(one -> ledger.outcomes(one.cameraId()) < one.published())) {
      Thread.sleep(TICK_MILLIS);
    }
  }
}
