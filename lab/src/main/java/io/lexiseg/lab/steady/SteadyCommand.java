package io.lexiseg.lab.steady;

import com.sun.management.OperatingSystemMXBean;
import io.lexiseg.cli.vocabulary.VocabularyText;
import io.lexiseg.lab.evaluation.request.Configuration;
import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.model.ModelSettings;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.image.JpegEncoder;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.overlay.Overlay;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.lite.LitePack;
import io.lexiseg.vision.segmentation.Segmentation;
import io.lexiseg.vision.steady.SceneMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code steady}: flicker and work of a camera's pictures, with a memory and without. */
@Command(
    name = "steady",
    description =
        "Segment clips with steady=off, normal and strong: how many still pixels change their category, how late masks follow, what stays behind, processor time (docs/steady.md).",
    mixinStandardHelpOptions = true)
public final class SteadyCommand implements Callable<Integer> {
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private static final int QUALITY = 90;

  @Parameters(paramLabel = "VIDEO", description = "Clips of fixed cameras.")
  private List<Path> videos = List.of();

  @Option(names = "--frames", paramLabel = "N", defaultValue = "24", description = "Default: 24.")
  private int frames;

  @Option(
      names = "--vocabulary",
      paramLabel = "\"a,b,c\"",
      defaultValue = "person,road,grass,building,tree,bench",
      description = "Default: ${DEFAULT-VALUE}.")
  private String vocabulary = "";

  @Option(
      names = "--scenes",
      description =
          "Make scenes of each video, too: nobody, somebody who crosses, lights off, shake, cut, rain.")
  private boolean scenes;

  @Option(
      names = "--labelled",
      paramLabel = "DIR",
      description =
          "Take a folder's pictures in order of their names, and count against its masks: images/, masks/, classes.json.")
  private List<Path> labelled = List.of();

  @Option(names = "--preset", paramLabel = "P", defaultValue = "general")
  private String preset = "";

  @Option(
      names = "--configuration",
      paramLabel = "\"LABEL: KEY=VALUE ...\"",
      description = "What is measured; the first is the base line.")
  private List<String> configurations =
      List.of("off: steady=off", "normal: steady=normal", "strong: steady=strong");

  @Option(names = "--overlays", paramLabel = "DIR", description = "Draw every mask here.")
  private @Nullable Path overlays;

  /** Runs the command line and returns its exit code. */
  public static int run(List<String> words) {
    return new CommandLine(new SteadyCommand()).execute(words.toArray(String[]::new));
  }

  @Override
  public Integer call() {
    LitePack.install(PackStore.standard(), ProgressListener.NONE);
    List<Clip> clips = new ArrayList<>();
    for (Path video : videos) {
      Clip clip = Clip.of(video, frames, vocabulary);
      clips.add(clip);
      clips.addAll(scenes ? new MadeScenes(clip).all() : List.of());
    }
    labelled.forEach(folder -> clips.add(Clip.labelled(folder)));
    try (SegmentationModel model =
        SegmentationModel.open(
            new ModelSettings(
                LitePack.ID, Optional.empty(), Optional.of(preset), InferenceOptions.cpu()))) {
      for (Clip clip : clips) {
        measure(clip, model);
      }
    }
    return 0;
  }

  private void measure(Clip clip, SegmentationModel model) {
    System.out.printf(
        "%n%s: %d pictures%n%-12s %8s %8s %8s %8s %5s %8s %8s %8s%n",
        clip.name(),
        clip.pictures().size(),
        "",
        "flicker",
        "still",
        "other",
        "moved",
        "delay",
        "left",
        "anew",
        "CPU ms");
    List<Mask> alone = List.of();
    double base = 0;
    for (String text : configurations) {
      Configuration configuration = Configuration.parse(text);
      ResolvedVocabulary resolved =
          model.resolve(
              configuration.label(),
              VocabularyText.categories(clip.words()),
              model.preset(preset).with(configuration.changes()));
      segment(clip, model, resolved, 3, new ArrayList<>()); // warm
      List<Segmentation> segmented = new ArrayList<>();
      double cost = segment(clip, model, resolved, clip.pictures().size(), segmented);
      List<Mask> masks = segmented.stream().map(Segmentation::mask).toList();
      if (alone.isEmpty()) {
        alone = masks;
        base = cost;
        print("one late", new Figures(clip.pictures(), late(masks), alone), 1);
        System.out.println();
      }
      print(configuration.label(), new Figures(clip.pictures(), masks, alone), anew(segmented));
      System.out.printf(" %8.0f   %.2f of the first%s%n", cost, cost / base, meanIou(clip, masks));
      draw(clip, configuration, masks, resolved.legend());
    }
  }

  /** The same, one picture late: what the figures are of masks that are hardly wrong. */
  private static List<Mask> late(List<Mask> masks) {
    List<Mask> late = new ArrayList<>(masks.subList(0, masks.size() - 1));
    late.add(0, masks.get(0));
    return late;
  }

  private void draw(Clip clip, Configuration configuration, List<Mask> masks, List<String> legend) {
    if (overlays == null) {
      return;
    }
    Path folder = overlays.resolve(clip.name()).resolve(configuration.folder());
    try {
      Files.createDirectories(folder);
      for (int i = 0; i < masks.size(); i++) {
        RgbImage drawn = Overlay.draw(clip.pictures().get(i), masks.get(i), legend);
        Files.write(folder.resolve("%04d.jpg".formatted(i)), JpegEncoder.encode(drawn, QUALITY));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder, e);
    }
  }

  /** Processor milliseconds a picture; the first, which nothing can be kept from, left out. */
  private static double segment(
      Clip clip,
      SegmentationModel model,
      ResolvedVocabulary resolved,
      int count,
      List<Segmentation> masks) {
    SceneMemory<Segmentation> memory = new SceneMemory<>();
    long start = 0;
    for (int i = 0; i < Math.min(count, clip.pictures().size()); i++) {
      start = i == 1 ? PROCESS.getProcessCpuTime() : start;
      masks.add(
          model
              .segmenter()
              .segment(clip.pictures().get(i), resolved::categories, resolved.settings(), memory));
    }
    return (PROCESS.getProcessCpuTime() - start) / 1e6 / (masks.size() - 1);
  }

  /** Mean part of a picture that was made anew, without the first. */
  private static double anew(List<Segmentation> segmented) {
    return segmented.stream()
        .skip(1)
        .mapToDouble(segmentation -> segmentation.freshness().anew())
        .average()
        .orElse(1);
  }

  private static String meanIou(Clip clip, List<Mask> masks) {
    return clip.references()
        .map(references -> references.meanIou(masks).orElse(0))
        .map(iou -> ", mIoU %.2f".formatted(100 * iou))
        .orElse("");
  }

  private static void print(String label, Figures figures, double anew) {
    System.out.printf(
        "%-12s %7.2f%% %7.1f%% %7.2f%% %7.2f%% %5d %7.2f%% %7.1f%%",
        label,
        100 * figures.flicker(),
        100 * figures.stillness(),
        100 * figures.difference(),
        100 * figures.differenceMoved(),
        figures.delay(),
        100 * figures.remaining(),
        100 * anew);
  }
}
