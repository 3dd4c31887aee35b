package io.lexiseg.lab.speed;

import io.lexiseg.lab.believe.BelieveCommand;
import io.lexiseg.lab.builders.BuildersCommand;
import io.lexiseg.lab.camera.CamerasCommand;
import io.lexiseg.lab.evaluation.SupportCalibration;
import io.lexiseg.lab.fairness.FairnessCommand;
import io.lexiseg.lab.form.FormsCommand;
import io.lexiseg.lab.fuzz.FuzzCommand;
import io.lexiseg.lab.gpu.GpuCommand;
import io.lexiseg.lab.house.CountsCommand;
import io.lexiseg.lab.optimised.OptimisedCommand;
import io.lexiseg.lab.parity.ParityTrace;
import io.lexiseg.lab.recovery.RecoveryCommand;
import io.lexiseg.lab.rows.PaperRowsCommand;
import io.lexiseg.lab.soak.SoakCommand;
import io.lexiseg.lab.steady.SteadyCommand;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.random.RandomPack;
import io.lexiseg.vision.pack.random.RandomPack.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.Main;

/**
 * Starts the benchmarks: {@code end-to-end [frames] [rounds] [warm-up]}, {@code vocabulary-change
 * [changes] [frames a second] [index]}, {@code support-calibration [pack] [index] [words]}, {@code
 * categories [lite|tiny|random-b|random-l] [rounds]}, {@link ParityTrace trace}, {@link
 * PaperRowsCommand paper-rows}, {@code index-load location [pairs] [key dimension] [prototype
 * dimension]}, {@code enlarge-index from to [pairs]}, {@code resolve [words]}, {@link SoakCommand
 * soak}, {@link FuzzCommand fuzz}, {@link FairnessCommand fairness}, {@link RecoveryCommand
 * recovery}, {@link BuildersCommand builders}, {@link BelieveCommand believe}, {@link GpuCommand
 * gpu}, {@link CamerasCommand cameras}, {@link CountsCommand counts}, {@link OptimisedCommand
 * optimised}, {@code random-pack scale folder}, or JMH with its own options, for example {@code
 * Felzenszwalb -rf json}.
 */
public final class BenchmarkLauncher {
  private static final String END_TO_END = "end-to-end";
  private static final String VOCABULARY_CHANGE = "vocabulary-change";
  private static final String CATEGORIES = "categories";
  private static final String RESOLVE = "resolve";
  private static final int WORDS = 1000;
  private static final String LITE = "lite";
  private static final int CHANGES = 30;
  private static final String PAPER_ROWS = "paper-rows";
  private static final String INDEX_LOAD = "index-load";
  private static final int PAIRS = 500_000;
  private static final String ENLARGE_INDEX = "enlarge-index";
  private static final String SEARCH_ROUNDS = "search-rounds";
  private static final int NEIGHBOURS = 350;
  private static final int ENLARGED_PAIRS = 200_000;
  private static final String SOAK = "soak";
  private static final String FUZZ = "fuzz";
  private static final String COUNTS = "counts";
  private static final String FAIRNESS = "fairness";
  private static final String RECOVERY = "recovery";
  private static final String BUILDERS = "builders";
  private static final String GPU = "gpu";
  private static final String BELIEVE = "believe";
  private static final String STEADY = "steady";
  private static final String FORMS = "forms";
  private static final String CAMERAS = "cameras";
  private static final String SUPPORT = "support-calibration";
  private static final String TRACE = "trace";
  private static final String OPTIMISED = "optimised";
  private static final String RANDOM_PACK = "random-pack";
  private static final int SEED = 1;
  private static final int FRAMES = 40;
  private static final int ROUNDS = 3;
  private static final int WARM_UP = 200;

  private BenchmarkLauncher() {}

  /**
   * Runs what the arguments ask for, all of JMH without any.
   *
   * @throws Exception if a benchmark fails or results cannot be written
   */
  public static void main(String[] arguments) throws Exception {
    Runtime runtime = Runtime.getRuntime();
    System.err.printf(
        "Java %s, %d processors, %s%n",
        System.getProperty("java.version"),
        runtime.availableProcessors(),
        System.getProperty("os.arch"));
    List<String> words = Arrays.asList(arguments);
    switch (words.isEmpty() ? "" : words.get(0)) {
      case END_TO_END ->
          new EndToEndThroughput(
                  number(words, 1, FRAMES), number(words, 2, ROUNDS), number(words, 3, WARM_UP))
              .run();
      case VOCABULARY_CHANGE ->
          new VocabularyChangeLatency(
                  number(words, 1, CHANGES), number(words, 2, 1.5), text(words, 3))
              .run();
      case RESOLVE -> new ResolveThroughput(number(words, 1, WORDS)).run();
      case PAPER_ROWS -> PaperRowsCommand.run(home(), words.subList(1, words.size()));
      case INDEX_LOAD ->
          new IndexLoad(
                  words.get(1),
                  number(words, 2, PAIRS),
                  number(words, 3, 768),
                  number(words, 4, 768))
              .run();
      case ENLARGE_INDEX ->
          EnlargedIndex.write(words.get(1), words.get(2), number(words, 3, ENLARGED_PAIRS));
      case SEARCH_ROUNDS ->
          new SearchRounds(words.get(1), Path.of(words.get(2)), number(words, 3, NEIGHBOURS)).run();
      case SOAK -> System.exit(SoakCommand.run(words.subList(1, words.size())));
      case FUZZ -> System.exit(FuzzCommand.run(words.subList(1, words.size())));
      case COUNTS -> CountsCommand.run(home(), words.subList(1, words.size()), System.out);
      case FAIRNESS -> System.exit(FairnessCommand.run(words.subList(1, words.size())));
      case RECOVERY -> System.exit(RecoveryCommand.run(words.subList(1, words.size())));
      case BUILDERS -> System.exit(BuildersCommand.run(words.subList(1, words.size())));
      case GPU -> System.exit(GpuCommand.run(words.subList(1, words.size())));
      case STEADY -> System.exit(SteadyCommand.run(words.subList(1, words.size())));
      case FORMS -> System.exit(FormsCommand.run(words.subList(1, words.size())));
      case CAMERAS -> System.exit(CamerasCommand.run(words.subList(1, words.size())));
      case BELIEVE -> System.exit(BelieveCommand.run(words.subList(1, words.size())));
      case SUPPORT -> calibrateSupport(words);
      case TRACE -> ParityTrace.run(words.subList(1, words.size()));
      case RANDOM_PACK -> RandomPack.write(Path.of(words.get(2)), Scale.of(words.get(1)), SEED);
      case OPTIMISED -> System.exit(OptimisedCommand.run(words.subList(1, words.size())));
      case CATEGORIES ->
          new CategoryCost(model(text(words, 1).orElse(LITE)), number(words, 2, ROUNDS)).run();
      default -> {
        Main.main(arguments);
        return;
      }
    }
    System.exit(0); // native libraries keep threads
  }

  private static void calibrateSupport(List<String> words) throws IOException {
    String name = text(words, 1).orElse(LITE);
    ModelPack pack =
        Files.isDirectory(Path.of(name))
            ? ModelPack.load(Path.of(name))
            : PackStore.standard().find(name).orElseThrow();
    String shipped = home().resolve("indexes").resolve(pack.id()).toString();
    String csv =
        words.size() > 3
            ? Files.readString(Path.of(words.get(3)))
            : SupportCalibration.shippedWords();
    new SupportCalibration(System.out).run(pack, text(words, 2).orElse(shipped), csv);
  }

  private static Path home() {
    return Path.of(System.getProperty("lexiseg.home", ""));
  }

  private static CategoryCostModel model(String pack) throws IOException {
    return pack.equals(LITE) ? CategoryCostModel.lite() : CategoryCostModel.random(Scale.of(pack));
  }

  private static int number(List<String> words, int place, int otherwise) {
    return text(words, place).map(Integer::parseInt).orElse(otherwise);
  }

  private static double number(List<String> words, int place, double otherwise) {
    return text(words, place).map(Double::parseDouble).orElse(otherwise);
  }

  private static Optional<String> text(List<String> words, int place) {
    return words.size() > place ? Optional.of(words.get(place)) : Optional.empty();
  }
}
