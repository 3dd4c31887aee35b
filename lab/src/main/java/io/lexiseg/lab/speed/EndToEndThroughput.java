package io.lexiseg.lab.speed;

import io.lexiseg.cli.camera.Camera;
import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.cli.option.Stop;
import io.lexiseg.cli.vocabulary.VocabularyText;
import io.lexiseg.demo.system.Demo;
import io.lexiseg.demo.system.DemoSettings;
import io.lexiseg.demo.system.Photographs;
import io.lexiseg.demo.system.Summary;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.recognition.model.ModelSettings;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.Resizing;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.lite.LitePack;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.setting.WindowPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Frames a second through a real broker and registry, camera to mask, over frames a second of the
 * bare encoders on the same windows; both alternate in one process, so that what else the machine
 * does hits both alike.
 */
final class EndToEndThroughput {
  private static final List<String> VOCABULARY =
      List.of("sky", "mountain", "tree", "grass", "house", "boat", "water", "dirt", "rock");
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private final int frames;
  private final int rounds;

  /**
   * Prepares.
   *
   * @param frames frames a round, after as many for warming up as there are cores, at least 1
   * @param rounds measurements of each kind, at least 1
   */
  EndToEndThroughput(int frames, int rounds) {
    this.frames = frames;
    this.rounds = rounds;
  }

  /** Runs and prints; the last line is the ratio of the medians. */
  void run() throws Exception {
    PackStore store = PackStore.standard();
    LitePack.install(store, ProgressListener.NONE);
    ModelSettings settings =
        new ModelSettings("lite", Optional.empty(), Optional.empty(), InferenceOptions.cpu());
    double[] bare = new double[rounds];
    double[] whole = new double[rounds];
    try (Encoders encoders =
            DjlEncoders.open(store.find("lite").orElseThrow(), InferenceOptions.cpu());
        SegmentationModel model = SegmentationModel.open(settings)) {
      var constants = model.profiles().profile(model.profiles().defaultName()).settings();
      List<RgbImage> windows = windows(cameras(store), constants);
      for (int round = 0; round < rounds; round++) {
        bare[round] = bareRate(encoders, windows);
        whole[round] = endToEndRate(model, cameras(store));
        System.out.printf(
            "round %d: bare encoders %.2f frames/s, end to end %.2f frames/s, ratio %.2f%n",
            round + 1, bare[round], whole[round], whole[round] / bare[round]);
      }
    }
    System.out.printf(
        "end to end over bare encoders (medians of %d rounds, pack lite, %d cores): %.2f / %.2f = %.2f%n",
        rounds, CORES, median(whole), median(bare), median(whole) / median(bare));
  }

  private List<Camera> cameras(PackStore store) {
    return new Photographs(store.root().resolve("photographs")).cameras(ProgressListener.NONE);
  }

  private List<RgbImage> windows(List<Camera> cameras, SegmentationSettings constants) {
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.STANDARD);
    List<RgbImage> windows = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      CapturedImage captured = cameras.get(i % cameras.size()).next().orElseThrow();
      RgbImage image = decoder.decode(captured.encoded());
      WindowPlan plan = WindowPlan.of(image.height(), image.width(), constants);
      windows.add(Resizing.bilinear(image, plan.height(), plan.width()));
    }
    return windows;
  }

  private double bareRate(Encoders encoders, List<RgbImage> windows) throws Exception {
    encode(encoders, windows.subList(0, Math.min(CORES, windows.size())));
    long start = System.nanoTime();
    encode(encoders, windows);
    return windows.size() / seconds(start, System.nanoTime());
  }

  private static void encode(Encoders encoders, List<RgbImage> windows) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CORES);
    try {
      AtomicInteger next = new AtomicInteger();
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CORES; i++) {
        running.add(threads.submit(() -> encodeRest(encoders, windows, next)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void encodeRest(Encoders encoders, List<RgbImage> windows, AtomicInteger next) {
    for (int i = next.getAndIncrement(); i < windows.size(); i = next.getAndIncrement()) {
      encoders.dense().encode(windows.get(i));
      encoders.image().embed(windows.get(i));
    }
  }

  private double endToEndRate(SegmentationModel model, List<Camera> cameras) throws Exception {
    DemoSettings settings =
        new DemoSettings(
            VocabularyContent.of(VocabularyText.categories(VOCABULARY)),
            Optional.empty(),
            (long) frames + CORES,
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.empty());
    long[] times = new long[frames + CORES];
    ProgressListener clock = (step, done, total) -> times[(int) done - 1] = System.nanoTime();
    Summary summary =
        new Demo(settings, Optional.empty(), line -> {}, line -> {}, clock)
            .run(model, cameras, new Stop());
    if (!summary.conserved() || summary.masks() != times.length) {
      throw new IllegalStateException("expected a mask for each frame, got " + summary);
    }
    return frames / seconds(times[CORES - 1], times[times.length - 1]);
  }

  private static double seconds(long start, long end) {
    return (end - start) / 1e9;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
