package io.lexiseg.vision.pack.optimise;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexiseg.vision.encoder.djl.OnnxRuntimeEngine;
import io.lexiseg.vision.encoder.engine.InferenceEngine;
import io.lexiseg.vision.encoder.pixel.PixelInput;
import io.lexiseg.vision.encoder.pixel.PixelPreprocessor;
import io.lexiseg.vision.encoder.pixel.PixelTensor;
import io.lexiseg.vision.image.Resizing;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.Pack;
import io.lexiseg.vision.pack.PackFile;
import io.lexiseg.vision.pack.PackSeal;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.setting.WindowPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * Makes a pack of its own, {@code ID-fast}, of a pack's networks in the form that is fastest on
 * this machine's CPU and keeps the results. Every form is measured beside the original in turn; one
 * whose embeddings or masks differ too much is not used. The text network stays as it is: it runs
 * once a vocabulary.
 */
public final class PackOptimiser {
  /** What the id of a pack gets that is made so. */
  public static final String SUFFIX = "-fast";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TRIAL = "trial.onnx";

  private final OptimiseLimits limits;
  private final List<RgbImage> pictures;
  private final MaskSource masks;
  private final Consumer<Trial> trials;
  private final InferenceEngine engine = new OnnxRuntimeEngine(1);

  /**
   * Prepares.
   *
   * @param pictures to see ranges of tensors, to measure and to compare, at least one
   * @param masks segments pictures with a pack
   * @param trials hears of each form that was tried
   */
  public PackOptimiser(
      OptimiseLimits limits, List<RgbImage> pictures, MaskSource masks, Consumer<Trial> trials) {
    this.limits = limits;
    this.pictures = List.copyOf(pictures);
    this.masks = masks;
    this.trials = trials;
  }

  /**
   * Makes the pack, or makes it again; it appears complete or not at all.
   *
   * @throws IllegalArgumentException if the pack is one that was made so
   * @throws IllegalStateException if no form of any network is faster and keeps the results;
   *     nothing is installed then, and what was installed stays
   * @throws java.io.UncheckedIOException if the disk refuses
   */
  public ModelPack optimise(ModelPack pack, PackStore store) {
    if (!pack.about().index().equals(pack.id())) {
      throw new IllegalArgumentException(
          "pack %s: expected a pack as it was fetched, got one made of %s"
              .formatted(pack.id(), pack.about().index()));
    }
    return store.install(
        pack.id() + SUFFIX, installed -> false, folder -> new Making(pack, folder).make());
  }

  /** A network that may be written anew. */
  private record Part(String name, Path file, PixelInput input, String output) {}

  private final class Making {
    private final ModelPack pack;
    private final Path folder;
    private final List<Mask> expected;
    private final List<Trial> used = new ArrayList<>();

    Making(ModelPack pack, Path folder) {
      this.pack = pack;
      this.folder = folder;
      this.expected = masks.masks(pack);
    }

    void make() throws IOException {
      for (PackFile file : pack.files()) {
        original(file.name());
      }
      improve(new Part("dense", pack.dense().file(), pack.dense().input(), pack.dense().output()));
      improve(new Part("image", pack.image().file(), pack.image().input(), pack.image().output()));
      if (used.isEmpty()) {
        throw new IllegalStateException(
            "pack %s: expected a form that is at least %s times as fast on this machine, with a cosine of at least %s and %s of the pixels equal, found none"
                .formatted(
                    pack.id(),
                    limits.leastGain(),
                    limits.leastCosine(),
                    limits.leastEqualPixels()));
      }
      seal();
    }

    private void improve(Part part) throws IOException {
      EditableNetwork network = EditableNetwork.read(part.file());
      List<PixelTensor> tensors = prepared(part.input(), pack);
      Activations seen =
          Activations.of(
              network,
              new Convolutions(network).inputs(),
              engine,
              folder.resolve(TRIAL),
              part.input().name(),
              tensors);
      for (Form form : Form.of(network, seen)) {
        if (isBetter(part, form, tensors)) {
          return;
        }
      }
    }

    private boolean isBetter(Part part, Form form, List<PixelTensor> tensors) throws IOException {
      Path file = folder.resolve(TRIAL);
      try {
        int layers = form.writer().write(file);
        if (layers == 0) {
          return false;
        }
        SpeedTrial measured =
            SpeedTrial.of(engine, part.file(), file, part.input().name(), part.output(), tensors);
        Trial trial =
            new Trial(
                part.name(),
                form.name(),
                layers,
                measured.gain(),
                measured.cosine(),
                OptionalDouble.empty(),
                false);
        boolean promising =
            measured.gain() >= limits.leastGain() && measured.cosine() >= limits.leastCosine();
        Trial judged = promising ? judged(part, trial) : trial;
        trials.accept(judged);
        return judged.used();
      } finally {
        Files.deleteIfExists(file);
      }
    }

    /** Puts the form in the original's place and looks at masks; takes it back if they differ. */
    private Trial judged(Part part, Trial trial) throws IOException {
      String name = pack.folder().relativize(part.file()).toString();
      Path place = folder.resolve(name);
      Files.move(folder.resolve(TRIAL), place, StandardCopyOption.REPLACE_EXISTING);
      Files.deleteIfExists(place.resolveSibling(place.getFileName() + ".data"));
      double equal = equalPixels(expected, masks.masks(seal()));
      Trial judged = trial.judged(equal, equal >= limits.leastEqualPixels());
      if (judged.used()) {
        used.add(judged);
      } else {
        for (PackFile file : pack.files()) {
          if (file.name().startsWith(name)) {
            original(file.name());
          }
        }
      }
      return judged;
    }

    private void original(String name) throws IOException {
      Path to = folder.resolve(name);
      Files.createDirectories(Objects.requireNonNull(to.getParent()));
      Files.copy(pack.folder().resolve(name), to, StandardCopyOption.REPLACE_EXISTING);
    }

    private ModelPack seal() throws IOException {
      ObjectNode json =
          (ObjectNode) JSON.readTree(Files.readString(pack.folder().resolve(Pack.FILE_NAME)));
      json.put("id", pack.id() + SUFFIX);
      json.put("index", pack.about().index());
      StringBuilder provenance = new StringBuilder(pack.about().provenance());
      for (Trial trial : used) {
        provenance.append("; optimised: ").append(trial.text());
      }
      json.put("provenance", provenance.toString());
      return PackSeal.seal(folder, json.toString());
    }
  }

  private List<PixelTensor> prepared(PixelInput input, ModelPack pack) {
    PixelPreprocessor preprocessor = new PixelPreprocessor(input);
    List<PixelTensor> tensors = new ArrayList<>();
    for (RgbImage picture : pictures) {
      WindowPlan plan =
          WindowPlan.of(picture.height(), picture.width(), pack.defaultPreset().settings());
      tensors.add(preprocessor.prepare(Resizing.bilinear(picture, plan.height(), plan.width())));
    }
    return tensors;
  }

  /** Share of pixels with the same category. */
  static double equalPixels(List<Mask> expected, List<Mask> found) {
    long equal = 0;
    long all = 0;
    for (int i = 0; i < expected.size(); i++) {
      Mask one = expected.get(i);
      Mask other = found.get(i);
      for (int y = 0; y < one.height(); y++) {
        for (int x = 0; x < one.width(); x++) {
          equal += one.value(y, x) == other.value(y, x) ? 1 : 0;
          all++;
        }
      }
    }
    return equal / (double) all;
  }
}
