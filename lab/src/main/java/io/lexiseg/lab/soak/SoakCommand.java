package io.lexiseg.lab.soak;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.lexiseg.lab.soak.checker.Verdict;
import io.lexiseg.lab.system.TestedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code soak [MINUTES]}: runs a soak and prints a verdict; exit code 0 if all is well, else 1. */
@Command(
    name = "soak",
    description =
        "Run broker, two processors, cameras and two operators with faults in between, then judge what they left behind.",
    mixinStandardHelpOptions = true)
public final class SoakCommand implements Callable<Integer> {
  private static final double MILLIS_PER_MINUTE = 60_000;
  private static final long LINE_NANOS = Duration.ofSeconds(30).toNanos();

  @Parameters(index = "0", arity = "0..1", paramLabel = "MINUTES", defaultValue = "20")
  private double minutes;

  @Option(
      names = "--pack",
      paramLabel = "tiny|ID",
      defaultValue = TestedModel.TINY,
      description = "Model pack; tiny is generated. Default: ${DEFAULT-VALUE}.")
  private String pack = TestedModel.TINY;

  @Option(
      names = "--index",
      paramLabel = "redis://host:port?index=NAME",
      description =
          "Index in Redis, filled if there is none, cut off for a while; default: a folder.")
  private @Nullable String index;

  @Option(
      names = "--cameras",
      paramLabel = "N",
      defaultValue = "8",
      description = "Default: ${DEFAULT-VALUE}.")
  private int cameras;

  @Option(
      names = "--rate",
      paramLabel = "FRAMES",
      defaultValue = "1",
      description = "Of each camera, a second. Default: ${DEFAULT-VALUE}.")
  private double framesPerSecond;

  @Option(
      names = "--command-every",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "Between two commands. Default: ${DEFAULT-VALUE}.")
  private double commandSeconds;

  @Option(
      names = "--outage",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long the index is cut off. Default: ${DEFAULT-VALUE}.")
  private int outageSeconds;

  @Option(names = "--seed", defaultValue = "1", description = "Of pictures and commands.")
  private long seed;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "For logs, records and report.json; default: a new temporary one.")
  private @Nullable Path folder;

  private long nextLine = System.nanoTime();

  /** Runs the command line and returns its exit code. */
  public static int run(List<String> words) {
    return new CommandLine(new SoakCommand()).execute(words.toArray(String[]::new));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    SoakSettings settings = settings();
    System.err.println("logs and report: " + settings.folder());
    List<Verdict> verdicts = new Soak(settings, this::progress).run();
    System.err.println();
    verdicts.forEach(SoakCommand::print);
    boolean passed = verdicts.stream().allMatch(Verdict::passed);
    System.out.println(passed ? "PASSED" : "FAILED");
    write(settings, verdicts, passed);
    return passed ? 0 : 1;
  }

  private SoakSettings settings() throws IOException {
    Path place = folder == null ? Files.createTempDirectory("lexiseg-soak-") : folder;
    return new SoakSettings(
        Duration.ofMillis((long) (minutes * MILLIS_PER_MINUTE)),
        pack,
        Optional.ofNullable(index),
        cameras,
        framesPerSecond,
        Duration.ofMillis((long) (commandSeconds * 1000)),
        Duration.ofSeconds(outageSeconds),
        seed,
        place.toAbsolutePath());
  }

  private void progress(String text) {
    if (Boolean.getBoolean("lexiseg.terminal")) {
      System.err.printf("\r%-78s", text);
    } else if (System.nanoTime() >= nextLine) {
      nextLine = System.nanoTime() + LINE_NANOS;
      System.err.println(text);
    }
  }

  private static void print(Verdict verdict) {
    System.out.printf(
        "%-6s %-10s %s%n", verdict.passed() ? "ok" : "FAILED", verdict.name(), verdict.numbers());
    verdict.problems().forEach(problem -> System.out.println("         " + problem));
  }

  private static void write(SoakSettings settings, List<Verdict> verdicts, boolean passed)
      throws IOException {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("passed", passed);
    report.put("seconds", settings.duration().toSeconds());
    report.put("pack", settings.pack());
    report.put("index", settings.index().orElse(""));
    report.put("cameras", settings.cameras());
    report.put("framesPerSecond", settings.framesPerSecond());
    report.put("commandSeconds", settings.commandEvery().toMillis() / 1e3);
    report.put("seed", settings.seed());
    report.put("verdicts", verdicts);
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(settings.folder().resolve("report.json").toFile(), report);
  }
}
