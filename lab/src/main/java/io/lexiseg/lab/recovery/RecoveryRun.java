package io.lexiseg.lab.recovery;

import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.cli.client.CommandAnswers;
import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.demo.broker.BrokerSettings;
import io.lexiseg.lab.system.Delays;
import io.lexiseg.lab.system.FrameGroup;
import io.lexiseg.lab.system.OutcomeWatch;
import io.lexiseg.lab.system.ProcessorInstance;
import io.lexiseg.lab.system.Scenes;
import io.lexiseg.lab.system.SendingCamera;
import io.lexiseg.lab.system.Server;
import io.lexiseg.lab.system.TestedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Kills a processor in one scenario, again and again, while cameras send. */
final class RecoveryRun {
  private static final int PARTITIONS = 16;
  private static final int CAMERAS = 8;
  private static final double RATE = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** So long partitions stay where they are, and masks come, before one is killed. */
  private static final Duration STEADY = Duration.ofSeconds(5);

  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final long TICK_MILLIS = 20;

  private final RecoverySettings settings;
  private final Consumer<String> progress;
  private final NewestMasks masks = new NewestMasks();

  /**
   * Prepares.
   *
   * @param progress gets a line about each round
   */
  RecoveryRun(RecoverySettings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * From kills to masks of frames captured after them, one of each round.
   *
   * @param first of the first camera of the killed processor
   * @param last of the last one
   */
  record Recovery(Delays first, Delays last) {}

  /** Runs to the end. */
  @SuppressWarnings("try") // it watches until it is closed
  Recovery run() throws IOException, InterruptedException {
    Files.createDirectories(settings.folder());
    TestedModel model = TestedModel.prepare(TestedModel.TINY, settings.folder(), 1);
    BrokerSettings broker =
        BrokerSettings.in(settings.folder().resolve("broker"))
            .withPartitions(PARTITIONS)
            .withAbortInterval(settings.abortEvery());
    try (Server server = Server.start(settings.folder(), broker)) {
      List<ProcessorInstance> processors = new ArrayList<>();
      List<SendingCamera> cameras = new ArrayList<>();
      try (OutcomeWatch watch = new OutcomeWatch(server.connection(), masks::enter)) {
        for (int i = 0; i < settings.scenario().processors(); i++) {
          processors.add(processor("processor-" + (i + 1), server, model));
        }
        define(server);
        cameras.addAll(cameras(server));
        return rounds(server, processors, cameras.stream().map(SendingCamera::cameraId).toList());
      } finally {
        cameras.forEach(SendingCamera::close);
        processors.forEach(ProcessorInstance::close);
      }
    }
  }

  private ProcessorInstance processor(String name, Server server, TestedModel model)
      throws IOException {
    Map<String, String> further = new HashMap<>(settings.further());
    further.put("guarantee", settings.guarantee());
    further.put("threads", "0");
    ProcessorInstance processor =
        new ProcessorInstance(name, settings.folder(), server, model, further);
    processor.start();
    return processor;
  }

  private static void define(Server server) {
    try (CommandAnswers answers = new CommandAnswers(server.connection());
        VocabularyClient client =
            new VocabularyClient(server.connection(), Clock.systemUTC(), "recovery")) {
      var unused = answers.await(client.define("default", List.of("road", "sky")), PATIENCE);
    }
  }

  private static List<SendingCamera> cameras(Server server) {
    List<CapturedImage> views = Scenes.views("camera", 1);
    return IntStream.range(0, CAMERAS)
        .mapToObj(i -> SendingCamera.spread(server.connection(), "camera-" + i, views, RATE))
        .toList();
  }

  private Recovery rounds(Server server, List<ProcessorInstance> processors, List<String> cameras)
      throws IOException, InterruptedException {
    List<Duration> first = new ArrayList<>();
    List<Duration> last = new ArrayList<>();
    for (int round = 0; round < settings.rounds(); round++) {
      FrameGroup group = steady(server, cameras);
      ProcessorInstance victim = processors.get(0);
      List<String> served =
          cameras.stream()
              .filter(camera -> group.serves(victim.name(), camera, group.partitions()))
              .toList();
      List<Duration> delays = kill(victim, served);
      progress.accept(
          "%s, %s, round %d: %s ms"
              .formatted(
                  settings.guarantee(),
                  settings.scenario(),
                  round + 1,
                  delays.stream().map(Duration::toMillis).toList()));
      first.add(delays.get(0));
      last.add(delays.get(delays.size() - 1));
    }
    return new Recovery(Delays.of(first), Delays.of(last));
  }

  private List<Duration> kill(ProcessorInstance victim, List<String> served)
      throws IOException, InterruptedException {
    Instant killed = Instant.now();
    victim.kill();
    if (settings.scenario().startsAtOnce()) {
      victim.start();
    }
    await("masks of " + served, () -> masks.reach(served, killed));
    if (!settings.scenario().startsAtOnce()) {
      victim.start();
    }
    return masks.delays(served, killed);
  }

  /** Waits until partitions are where they stay, each processor has some, and masks come. */
  private FrameGroup steady(Server server, List<String> cameras)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    FrameGroup group = FrameGroup.now(server.connection());
    Instant since = Instant.now();
    while (Duration.between(since, Instant.now()).compareTo(STEADY) < 0) {
      Thread.sleep(FRESH.toMillis() / 4);
      FrameGroup now = FrameGroup.now(server.connection());
      if (!now.equals(group) || !shared(now) || !masks.reach(cameras, Instant.now().minus(FRESH))) {
        group = now;
        since = Instant.now();
      }
      requireInTime("a group at rest and masks of all cameras", deadline);
    }
    return group;
  }

  private boolean shared(FrameGroup group) {
    return IntStream.rangeClosed(1, settings.scenario().processors())
        .allMatch(i -> group.has("processor-" + i));
  }

  private static void await(String what, BooleanSupplier condition)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      requireInTime(what, deadline);
      Thread.sleep(TICK_MILLIS);
    }
  }

  private static void requireInTime(String what, long deadline) throws IOException {
    if (System.nanoTime() > deadline) {
      throw new IOException("expected %s within %d s".formatted(what, PATIENCE.toSeconds()));
    }
  }
}
