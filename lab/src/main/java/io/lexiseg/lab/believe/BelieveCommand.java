package io.lexiseg.lab.believe;

import io.lexiseg.lab.evaluation.request.Configuration;
import io.lexiseg.lab.figure.PictureCounts;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.lite.LitePack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code believe}: prints what each part of the method changes, with confidence. */
@Command(
    name = "believe",
    description =
        "Count each part of the method on and off, on pictures encoded once: mIoU with its 95 % interval by bootstrap over pictures, the paired change against the first line, both means, pixels.",
    mixinStandardHelpOptions = true)
public final class BelieveCommand implements Callable<Integer> {
  private static final List<String> PARTS =
      List.of(
          "as before: background=none borrowed=painted nameWeight=0 aggregation=mean-embedding",
          "as shipped:",
          "no world: background=none",
          "unknown words painted: borrowed=painted",
          "no names: nameWeight=0",
          "means alone: aggregation=mean-embedding",
          "no global term: localWeight=1");

  private static final List<String> CURVES =
      List.of(
          "no world: background=none",
          "prior 0: background=world:prior=0",
          "prior 0.005: background=world:prior=0.005",
          "prior 0.01: background=world:prior=0.01",
          "prior 0.015: background=world:prior=0.015",
          "prior 0.02: background=world:prior=0.02",
          "prior 0.03: background=world:prior=0.03",
          "prior 0.05: background=world:prior=0.05",
          "alike 0.7: background=world:alike=0.7",
          "alike 0.75: background=world:alike=0.75",
          "alike 0.85: background=world:alike=0.85",
          "alike 0.9: background=world:alike=0.9",
          "near 0.8: background=world:near=0.8",
          "near 0.85: background=world:near=0.85",
          "near 0.95: background=world:near=0.95",
          "doubt 0: background=world:doubt=0",
          "doubt 0.0025: background=world:doubt=0.0025",
          "doubt 0.01: background=world:doubt=0.01",
          "doubt 0.02: background=world:doubt=0.02",
          "doubt 1: background=world:doubt=1",
          "nouns 20: background=world:nouns=20",
          "nouns 50: background=world:nouns=50",
          "nouns 100: background=world:nouns=100",
          "nouns 200: background=world:nouns=200");

  @Option(
      names = "--development",
      paramLabel = "PRESET=DIR[,folds=N][,words=a+b]",
      description =
          "Pictures that choices may see. With folds, each part is measured on an index of the others. With words, all else is no category.")
  private List<String> development = List.of();

  @Option(
      names = "--held-out",
      paramLabel = "PRESET=DIR[,words=a+b]",
      description = "Pictures that no choice has seen.")
  private List<String> heldOut = List.of();

  @Option(
      names = "--configuration",
      paramLabel = "\"LABEL: KEY=VALUE ...\"",
      description = "What is measured instead of the parts; the first is the base line.")
  private List<String> configurations = PARTS;

  @Option(names = "--curves", description = "Measure the constants around their values.")
  private boolean curves;

  @Option(
      names = "--every",
      paramLabel = "N",
      defaultValue = "1",
      description = "Only every N-th picture.")
  private int every;

  @Option(
      names = "--pack",
      paramLabel = "ID|DIR",
      description = "Model pack; default lite, which is fetched when missing.")
  private @Nullable String pack;

  @Option(
      names = "--indexes",
      paramLabel = "DIR",
      description = "Keep the indexes of parts here, for the next time.")
  private @Nullable Path indexes;

  @Option(names = "--overlays", paramLabel = "DIR", description = "Draw every mask here.")
  private @Nullable Path overlays;

  /** Runs the command line and returns its exit code. */
  public static int run(List<String> words) {
    return new CommandLine(new BelieveCommand()).execute(words.toArray(String[]::new));
  }

  @Override
  public Integer call() throws IOException {
    List<Configuration> parts =
        (curves ? CURVES : configurations).stream().map(Configuration::parse).toList();
    List<MeasuredTask> tasks = new ArrayList<>();
    development.forEach(text -> tasks.add(MeasuredTask.parse(text, every)));
    heldOut.forEach(text -> tasks.add(MeasuredTask.parse(text, every)));
    ModelPack opened = pack();
    Map<String, List<MeasuredTask>> alike = new LinkedHashMap<>();
    tasks.forEach(
        task -> alike.computeIfAbsent(task.pictures(), same -> new ArrayList<>()).add(task));
    for (List<MeasuredTask> same : alike.values()) {
      Path folder =
          indexes == null
              ? Files.createTempDirectory("lexiseg-folds")
              : indexes.resolve(Integer.toHexString(same.get(0).dataset().title().hashCode()));
      TaskRun run =
          new TaskRun(
              same,
              parts,
              Optional.ofNullable(overlays).map(place -> place.resolve(same.get(0).preset())));
      List<List<List<PictureCounts>>> counts = run.run(opened, folder);
      for (int t = 0; t < same.size(); t++) {
        System.out.println(development.contains(same.get(t).label()) ? "development" : "held out");
        System.out.println(BelieveTable.of(same.get(t), parts, counts.get(t)));
      }
    }
    return 0;
  }

  private ModelPack pack() {
    if (pack == null) {
      LitePack.install(PackStore.standard(), ProgressListener.NONE);
    }
    return PackStore.standard().open(pack == null ? LitePack.ID : pack);
  }
}
