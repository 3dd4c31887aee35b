package io.lexiseg.lab.speed;

import io.lexiseg.cli.camera.Camera;
import io.lexiseg.cli.camera.Pace;
import io.lexiseg.cli.client.FramePublisher;
import io.lexiseg.cli.client.Outcome;
import io.lexiseg.cli.client.OutcomeReader;
import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.demo.scene.Photographs;
import io.lexiseg.demo.system.LocalSystem;
import io.lexiseg.recognition.model.ModelSettings;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.schemas.LegendEntry;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.lite.LitePack;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * How long a vocabulary command takes to be seen: from the moment it is given to a client to the
 * first mask with its legend read from Kafka, while one camera sends frames. Everything runs in one
 * process, as in the demo.
 */
final class VocabularyChangeLatency {
  private static final Duration PATIENCE = Duration.ofMillis(5);
  private static final long DEADLINE_NANOS = Duration.ofMinutes(2).toNanos();
  private static final String VOCABULARY = "default";
  private static final List<String> FIRST = List.of("sky", "water", "boat");
  private static final List<String> SECOND = List.of("sky", "water", "house");

  private static final List<Goal> GOALS =
      List.of(new Goal(0, 1), new Goal(1, 2), new Goal(20, 5), new Goal(150, 30));

  /** Categories of an earlier run may still be known to a server. */
  private final long firstNumber = System.currentTimeMillis() / 1000;

  private final AtomicBoolean filming = new AtomicBoolean(true);
  private final int runs;
  private final double framesPerSecond;
  private final Optional<String> index;

  /** Seconds that 99 of 100 changes with so many new categories should take at most. */
  private record Goal(int newCategories, double seconds) {
    @Override
    public String toString() {
      return newCategories == 0 ? "known categories" : newCategories + " new categories";
    }
  }

  /**
   * Prepares.
   *
   * @param runs changes of each kind, at least 1
   * @param framesPerSecond of the camera, above 0
   * @param index location of a prototype index; empty: the one that ships
   */
  VocabularyChangeLatency(int runs, double framesPerSecond, Optional<String> index) {
    this.runs = runs;
    this.framesPerSecond = framesPerSecond;
    this.index = index;
  }

  /** Runs and prints a line for each kind of change. */
  void run() throws Exception {
    PackStore store = PackStore.standard();
    LitePack.install(store, ProgressListener.NONE);
    System.out.printf(
        Locale.ROOT,
        "load average %.2f%n",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    ModelSettings settings =
        new ModelSettings("lite", index, Optional.empty(), InferenceOptions.cpu());
    Camera camera =
        new Photographs(store.root().resolve("photographs")).cameras(ProgressListener.NONE).get(0);
    try (SegmentationModel model = SegmentationModel.open(settings);
        LocalSystem system = LocalSystem.start(model)) {
      Thread feed = new Thread(() -> feed(system, camera), "benchmark-camera");
      feed.setDaemon(true);
      try (VocabularyClient client =
              new VocabularyClient(system.connection(), Clock.systemUTC(), "benchmark");
          OutcomeReader reader = OutcomeReader.fromNow(system.connection())) {
        client.define(VOCABULARY, FIRST);
        feed.start();
        measure(client, reader);
      } finally {
        filming.set(false);
        feed.join();
      }
    }
  }

  private void feed(LocalSystem system, Camera camera) {
    Pace pace = Pace.of(framesPerSecond);
    try (FramePublisher publisher = new FramePublisher(system.connection(), Clock.systemUTC(), 0)) {
      while (filming.get()) {
        publisher.publish(camera.id(), camera.next().orElseThrow());
        pace.await();
      }
    }
  }

  private void measure(VocabularyClient client, OutcomeReader reader) {
    change(client, reader, SECOND); // both known from here on; networks warm
    change(client, reader, FIRST);
    int used = 0;
    for (Goal goal : GOALS) {
      int from = used;
      int count = goal.newCategories();
      IntFunction<List<String>> known = i -> i % 2 == 0 ? SECOND : FIRST;
      print(goal, count == 0 ? known : i -> names(from + i * count, count), client, reader);
      used += runs * count;
    }
  }

  private void print(
      Goal goal,
      IntFunction<List<String>> vocabulary,
      VocabularyClient client,
      OutcomeReader reader) {
    double[] seconds = new double[runs];
    List<Double> frames = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      Seen seen = change(client, reader, vocabulary.apply(i));
      seconds[i] = seen.seconds();
      frames.add(seen.mask().getTimings().getTotalMicros() / 1e6);
    }
    Arrays.sort(seconds);
    double frame = frames.stream().sorted().skip(runs / 2).findFirst().orElseThrow();
    double p99 = percentile(seconds, 0.99);
    System.out.printf(
        Locale.ROOT,
        "%s: p50 %.2f s, p99 %.2f s of %d changes; goal %.0f s %s; p50 is %.1f times one frame's %.2f s%n",
        goal,
        percentile(seconds, 0.5),
        p99,
        runs,
        goal.seconds(),
        p99 <= goal.seconds() ? "met" : "MISSED",
        percentile(seconds, 0.5) / frame,
        frame);
  }

  private record Seen(double seconds, SegmentationMask mask) {}

  private Seen change(VocabularyClient client, OutcomeReader reader, List<String> names) {
    long start = System.nanoTime();
    client.define(VOCABULARY, names);
    while (System.nanoTime() - start < DEADLINE_NANOS) {
      for (Outcome outcome : reader.read(PATIENCE)) {
        if (outcome instanceof Outcome.Masked masked && legend(masked.mask()).equals(names)) {
          return new Seen((System.nanoTime() - start) / 1e9, masked.mask());
        }
      }
    }
    throw new IllegalStateException(
        "expected a mask with legend %s within %d s, got none"
            .formatted(names, Duration.ofNanos(DEADLINE_NANOS).toSeconds()));
  }

  private static List<String> legend(SegmentationMask mask) {
    return mask.getLegend().stream().map(LegendEntry::getCategory).toList();
  }

  /** Names that no run had before. */
  private List<String> names(int from, int count) {
    List<String> colours =
        List.of("red", "blue", "green", "old", "wooden", "tiny", "wet", "broken");
    List<String> things = List.of("chair", "car", "dog", "wall", "tree", "boat", "roof", "lamp");
    return IntStream.range(from, from + count)
        .mapToObj(
            i ->
                "%s %s %d"
                    .formatted(colours.get(i % 8), things.get(i / 8 % 8), firstNumber + i / 64))
        .toList();
  }

  private static double percentile(double[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
