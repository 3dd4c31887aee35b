package io.lexiseg.lab.speed;

import com.sun.management.OperatingSystemMXBean;
import io.lexiseg.cli.camera.Camera;
import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.demo.scene.Photographs;
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
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/**
 * Frames a second through a real broker and registry, camera to mask, over frames a second of the
 * bare encoders on the same windows, and processor time a frame of both. They take turns, so that
 * what else the machine does hits both alike. Each counts from the first frame given to the last
 * answer. Broker and registry run in another process, whose time is told apart.
 */
final class EndToEndThroughput {
  private static final List<String> VOCABULARY =
      List.of("sky", "mountain", "tree", "grass", "house", "boat", "water", "dirt", "rock");
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private final int frames;
  private final int rounds;
  private final int warmUp;

  /**
   * Prepares.
   *
   * @param frames frames a round, at least 1
   * @param rounds measurements of each kind, at least 1
   * @param warmUp frames of each kind before the first round, at least 1
   */
  EndToEndThroughput(int frames, int rounds, int warmUp) {
    this.frames = frames;
    this.rounds = rounds;
    this.warmUp = warmUp;
  }

  /** Runs and prints; the last lines are the ratios of the medians. */
  void run() throws Exception {
    PackStore store = PackStore.standard();
    LitePack.install(store, ProgressListener.NONE);
    ModelSettings settings =
        new ModelSettings("lite", Optional.empty(), Optional.empty(), InferenceOptions.cpu());
    List<Camera> cameras = cameras(store);
    try (Encoders encoders =
            DjlEncoders.open(store.find("lite").orElseThrow(), InferenceOptions.cpu());
        SegmentationModel model = SegmentationModel.open(settings);
        MeasuredSystem system = MeasuredSystem.start(model, VOCABULARY, cameras)) {
      var constants = model.profiles().profile(model.profiles().defaultName()).settings();
      encode(encoders, windows(cameras, constants, warmUp));
      system.run(cameras, warmUp);
      List<RgbImage> windows = windows(cameras, constants, frames);
      List<Cost> bare = new ArrayList<>();
      List<Cost> whole = new ArrayList<>();
      Duration server = system.serverTime();
      for (int round = 0; round < rounds; round++) {
        bare.add(cost(() -> encode(encoders, windows)));
        whole.add(cost(() -> system.run(cameras, frames)));
        print(
            "round %d: bare encoders %s, end to end %s",
            round + 1, bare.get(round), whole.get(round));
      }
      report(bare, whole);
      print(
          "broker and registry, in another process: %.3f CPU s a frame",
          system.serverTime().minus(server).toNanos() / 1e9 / frames / rounds);
    }
  }

  private void report(List<Cost> bare, List<Cost> whole) {
    print("pack lite, %d cores, medians of %d rounds of %d frames", CORES, rounds, frames);
    double rate = median(whole, Cost::rate);
    double bareRate = median(bare, Cost::rate);
    print(
        "end to end over bare encoders, frames/s: %.2f / %.2f = %.2f",
        rate, bareRate, rate / bareRate);
    double spent = median(whole, Cost::processorSeconds);
    double bareSpent = median(bare, Cost::processorSeconds);
    print(
        "bare encoders over end to end, CPU s a frame: %.3f / %.3f = %.2f",
        bareSpent, spent, bareSpent / spent);
  }

  /**
   * What frames took.
   *
   * @param rate frames a second
   * @param processorSeconds of this process, a frame
   */
  private record Cost(double rate, double processorSeconds) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%.2f frames/s, %.3f CPU s a frame", rate, processorSeconds);
    }
  }

  /** Work that may fail. */
  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  private Cost cost(Work work) throws Exception {
    long wall = System.nanoTime();
    long processor = PROCESS.getProcessCpuTime();
    work.run();
    double seconds = (System.nanoTime() - wall) / 1e9;
    return new Cost(frames / seconds, (PROCESS.getProcessCpuTime() - processor) / 1e9 / frames);
  }

  private List<Camera> cameras(PackStore store) {
    return new Photographs(store.root().resolve("photographs")).cameras(ProgressListener.NONE);
  }

  private List<RgbImage> windows(List<Camera> cameras, SegmentationSettings constants, int count) {
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.STANDARD);
    List<RgbImage> windows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      CapturedImage captured = cameras.get(i % cameras.size()).next().orElseThrow();
      RgbImage image = decoder.decode(captured.encoded());
      WindowPlan plan = WindowPlan.of(image.height(), image.width(), constants);
      windows.add(Resizing.bilinear(image, plan.height(), plan.width()));
    }
    return windows;
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

  private static double median(List<Cost> costs, ToDoubleFunction<Cost> figure) {
    double[] sorted = costs.stream().mapToDouble(figure).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }
}
