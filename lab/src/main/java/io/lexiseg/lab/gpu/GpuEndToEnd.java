package io.lexiseg.lab.gpu;

import io.lexiseg.cli.camera.Camera;
import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.cli.option.Stop;
import io.lexiseg.cli.vocabulary.VocabularyText;
import io.lexiseg.demo.system.Demo;
import io.lexiseg.demo.system.DemoSettings;
import io.lexiseg.demo.system.Summary;
import io.lexiseg.lab.system.Scenes;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.location.PrototypeIndexes;
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
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.setting.WindowPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Frames a second from camera to mask, through a broker and a registry in this process, beside
 * frames a second of the encoders alone on the same windows.
 */
final class GpuEndToEnd {
  /** One window a frame, so that a frame is one picture for each network. */
  private static final String PROFILE = "fast";

  private static final int PROTOTYPES = 3000;
  private static final int CAMERAS = 12;
  private static final List<String> VOCABULARY =
      List.of("sky", "mountain", "tree", "grass", "house", "boat", "water", "dirt", "rock");

  private final ModelPack pack;
  private final InferenceOptions inference;
  private final int frames;
  private final int callers;

  /**
   * Prepares.
   *
   * @param frames frames that are timed, after as many to warm up
   * @param callers threads that ask the bare encoders
   */
  GpuEndToEnd(ModelPack pack, InferenceOptions inference, int frames, int callers) {
    this.pack = pack;
    this.inference = inference;
    this.frames = frames;
    this.callers = callers;
  }

  /** Frames a second of both. */
  record Rates(double endToEnd, double bare) {}

  /**
   * Measures.
   *
   * @param scratch for an index of random prototypes
   */
  Rates measure(Path scratch) throws Exception {
    String index = scratch.resolve("index").toString();
    writeIndex(index);
    ModelSettings settings =
        new ModelSettings(
            pack.folder().toString(), Optional.of(index), Optional.of(PROFILE), inference);
    try (SegmentationModel model = SegmentationModel.open(settings)) {
      double whole = endToEnd(model);
      try (Encoders encoders = DjlEncoders.open(pack, inference)) {
        return new Rates(whole, bare(encoders));
      }
    }
  }

  private double endToEnd(SegmentationModel model) throws Exception {
    DemoSettings settings =
        new DemoSettings(
            VocabularyContent.of(VocabularyText.categories(VOCABULARY)),
            Optional.of(PROFILE),
            2L * frames,
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.empty());
    long[] times = new long[2 * frames];
    ProgressListener clock = (step, done, total) -> times[(int) done - 1] = System.nanoTime();
    Summary summary =
        new Demo(settings, Optional.empty(), line -> {}, line -> {}, clock)
            .run(model, cameras(), new Stop());
    if (!summary.conserved() || summary.masks() != times.length) {
      throw new IllegalStateException("expected a mask for each frame, got " + summary);
    }
    return frames / ((times[2 * frames - 1] - times[frames - 1]) / 1e9);
  }

  private double bare(Encoders encoders) throws Exception {
    SegmentationSettings constants = pack.preset(PROFILE).settings();
    List<RgbImage> windows = windows(constants);
    encode(encoders, windows);
    long start = System.nanoTime();
    encode(encoders, windows);
    return frames / ((System.nanoTime() - start) / 1e9);
  }

  private List<RgbImage> windows(SegmentationSettings constants) {
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.STANDARD);
    List<RgbImage> windows = new ArrayList<>();
    for (CapturedImage view : Scenes.views("camera-0", 0)) {
      RgbImage image = decoder.decode(view.encoded());
      WindowPlan plan = WindowPlan.of(image.height(), image.width(), constants);
      windows.add(Resizing.bilinear(image, plan.height(), plan.width()));
    }
    return windows;
  }

  private void encode(Encoders encoders, List<RgbImage> windows) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      AtomicInteger next = new AtomicInteger();
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        running.add(
            threads.submit(
                () -> {
                  for (int n = next.getAndIncrement(); n < frames; n = next.getAndIncrement()) {
                    encoders.dense().encode(windows.get(n % windows.size()));
                    encoders.image().embed(windows.get(n % windows.size()));
                  }
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Camera> cameras() {
    List<Camera> cameras = new ArrayList<>();
    for (int i = 0; i < CAMERAS; i++) {
      cameras.add(new Repeating("camera-" + i, Scenes.views("camera-" + i, i)));
    }
    return cameras;
  }

  /** Shows the same views for ever. */
  private static final class Repeating implements Camera {
    private final String id;
    private final List<CapturedImage> views;
    private Iterator<CapturedImage> rest;

    Repeating(String id, List<CapturedImage> views) {
      this.id = id;
      this.views = List.copyOf(views);
      this.rest = this.views.iterator();
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public Optional<CapturedImage> next() {
      if (!rest.hasNext()) {
        rest = views.iterator();
      }
      return Optional.of(rest.next());
    }

    @Override
    public void close() {
      // holds nothing
    }
  }

  private void writeIndex(String location) {
    IndexDescription description =
        new IndexDescription(
            "generated",
            1,
            pack.backbone(),
            pack.text().dimension(),
            pack.dense().dimension(),
            Map.of("made", "random, to measure speed"));
    Random random = new Random(1);
    try (PrototypeIndexWriter writer = PrototypeIndexes.create(location, description)) {
      for (int i = 0; i < PROTOTYPES; i++) {
        float[] key = gaussian(random, pack.text().dimension());
        double squares = 0;
        for (float component : key) {
          squares += (double) component * component;
        }
        for (int d = 0; d < key.length; d++) {
          key[d] /= (float) Math.sqrt(squares);
        }
        writer.add("noun " + i, key, gaussian(random, pack.dense().dimension()));
      }
      writer.publish();
    }
  }

  private static float[] gaussian(Random random, int dimension) {
    float[] vector = new float[dimension];
    for (int d = 0; d < dimension; d++) {
      vector[d] = (float) random.nextGaussian();
    }
    return vector;
  }
}
