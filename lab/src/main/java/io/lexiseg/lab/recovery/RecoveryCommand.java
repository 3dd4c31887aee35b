package io.lexiseg.lab.recovery;

import io.lexiseg.lab.recovery.RecoveryRun.Recovery;
import io.lexiseg.lab.system.Delays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code recovery}: prints how long cameras have no masks after their processor was killed. */
@Command(
    name = "recovery",
    description =
        "Kill a processor while cameras send, and measure how long its cameras have no masks.",
    mixinStandardHelpOptions = true)
public final class RecoveryCommand implements Callable<Integer> {
  /** Kafka's own patience with a member of a group, which the processor does not take over. */
  private static final Map<String, String> KAFKA_DEFAULT =
      Map.of("kafka.consumer.session.timeout.ms", "45000");

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Kills in each scenario. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--guarantee",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "at-least-once,exactly-once",
      description = "Default: ${DEFAULT-VALUE}.")
  private List<String> guarantees = List.of();

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "TAKEOVER,ONE_OF_TWO,ALONE",
      description = "Default: ${DEFAULT-VALUE}.")
  private List<Scenario> scenarios = List.of();

  @Option(
      names = "--abort-every",
      paramLabel = "MILLIS",
      defaultValue = "10000",
      description =
          "How often the broker looks for transactions that are too old. Default: Kafka's, ${DEFAULT-VALUE}.")
  private long abortMillis;

  @Option(
      names = "--baseline",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Kills with Kafka's session.timeout.ms of 45 s beside each take-over. Default: ${DEFAULT-VALUE}.")
  private int baseline;

  @Option(names = "--folder", paramLabel = "DIR", description = "For logs; default temporary.")
  private @Nullable Path folder;

  /** Runs the command line and returns its exit code. */
  public static int run(List<String> words) {
    return new CommandLine(new RecoveryCommand()).execute(words.toArray(String[]::new));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path place =
        (folder == null ? Files.createTempDirectory("lexiseg-recovery-") : folder).toAbsolutePath();
    System.err.println("logs: " + place);
    for (String guarantee : guarantees) {
      for (Scenario scenario : scenarios) {
        Path own = place.resolve(guarantee + "-" + scenario.name());
        Recovery found = measure(guarantee, scenario, Map.of(), rounds, own);
        print(guarantee, scenario.toString(), found);
        if (scenario == Scenario.TAKEOVER && baseline > 0) {
          Recovery slow =
              measure(
                  guarantee,
                  scenario,
                  KAFKA_DEFAULT,
                  baseline,
                  own.resolveSibling(own.getFileName() + "-baseline"));
          print(guarantee, "the same with Kafka's session.timeout.ms of 45 s", slow);
          System.out.printf(
              Locale.ROOT,
              "%s: %s: over that base line: %.2f%n",
              guarantee,
              scenario,
              seconds(found.first().median()) / seconds(slow.first().median()));
        }
      }
    }
    return 0;
  }

  private Recovery measure(
      String guarantee, Scenario scenario, Map<String, String> further, int kills, Path own)
      throws IOException, InterruptedException {
    return new RecoveryRun(
            new RecoverySettings(
                guarantee, scenario, further, kills, Duration.ofMillis(abortMillis), own),
            System.err::println)
        .run();
  }

  private static void print(String guarantee, String what, Recovery found) {
    System.out.printf(
        "%s: %s: first camera %s, last camera %s, %d kills%n",
        guarantee, what, text(found.first()), text(found.last()), found.first().sorted().size());
  }

  private static String text(Delays delays) {
    return String.format(
        Locale.ROOT,
        "median %.1f s, worst %.1f s",
        seconds(delays.median()),
        seconds(delays.worst()));
  }

  private static double seconds(Duration delay) {
    return delay.toMillis() / 1e3;
  }
}
