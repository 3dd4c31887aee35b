package io.lexiseg.lab.fairness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fairness}: prints delays of two cameras beside a third one, calm and flooding. */
@Command(
    name = "fairness",
    description =
        "Measure from capture to mask what a camera that floods does to two neighbours: in the same partition, in the same stream thread, in another one.",
    mixinStandardHelpOptions = true)
public final class FairnessCommand implements Callable<Integer> {
  @Option(
      names = "--frame",
      paramLabel = "MILLIS",
      defaultValue = "25",
      description = "How long a frame takes. Default: ${DEFAULT-VALUE}.")
  private long frameMillis;

  @Option(
      names = "--rate",
      paramLabel = "FRAMES",
      defaultValue = "4",
      description =
          "Of a neighbour, and of the third camera while it is calm, a second. Default: ${DEFAULT-VALUE}.")
  private double rate;

  @Option(
      names = "--flood",
      paramLabel = "FRAMES",
      defaultValue = "200",
      description = "Of the flood, a second. Default: ${DEFAULT-VALUE}.")
  private double flood;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      defaultValue = "40",
      description = "Of a phase, more than 10. Default: ${DEFAULT-VALUE}.")
  private long seconds;

  @Option(
      names = "--guarantee",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "at-least-once,exactly-once",
      description = "Default: ${DEFAULT-VALUE}.")
  private List<String> guarantees = List.of();

  @Option(
      names = "--placement",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "SAME_PARTITION,SAME_THREAD,OTHER_THREAD",
      description = "Where the flood is. Default: ${DEFAULT-VALUE}.")
  private List<Placement> placements = List.of();

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Property of the processor, may be repeated; default: as shipped.")
  private Map<String, String> properties = Map.of();

  @Option(names = "--folder", paramLabel = "DIR", description = "For logs; default temporary.")
  private @Nullable Path folder;

  /** Runs the command line and returns its exit code. */
  public static int run(List<String> words) {
    return new CommandLine(new FairnessCommand()).execute(words.toArray(String[]::new));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path place = folder == null ? Files.createTempDirectory("lexiseg-fairness-") : folder;
    System.err.println("logs: " + place);
    for (String guarantee : guarantees) {
      new FairnessRun(settings(guarantee, place.toAbsolutePath()), System.out::println).run();
    }
    return 0;
  }

  private FairnessSettings settings(String guarantee, Path place) {
    return new FairnessSettings(
        guarantee,
        Duration.ofMillis(frameMillis),
        rate,
        flood,
        Duration.ofSeconds(seconds),
        placements,
        properties,
        place.resolve(guarantee));
  }
}
