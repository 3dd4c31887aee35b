package io.lexiseg.lab.builders;

import io.lexiseg.demo.broker.BrokerSettings;
import io.lexiseg.lab.system.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code builders}: prints what index builders lose, double and do a second while one is killed.
 */
@Command(
    name = "builders",
    description =
        "Give index builders a request set, kill one of them while they work, and check the index.",
    mixinStandardHelpOptions = true)
public final class BuildersCommand implements Callable<Integer> {
  @Option(
      names = "--requests",
      paramLabel = "N",
      defaultValue = "500000",
      description = "Default: ${DEFAULT-VALUE}.")
  private int requests;

  @Option(
      names = "--instances",
      paramLabel = "N[,N...]",
      split = ",",
      defaultValue = "4",
      description =
          "Builders at once; several: one run after the other. Default: ${DEFAULT-VALUE}.")
  private int[] instances;

  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "2",
      description = "Kills of the first one. Default: ${DEFAULT-VALUE}.")
  private int kills;

  /** Runs the command line and returns its exit code. */
  public static int run(List<String> words) {
    return new CommandLine(new BuildersCommand()).execute(words.toArray(String[]::new));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("lexiseg-builders-");
    System.err.println("logs: " + folder);
    BrokerSettings broker = BrokerSettings.in(folder.resolve("broker")).withPartitions(12);
    List<SetRun> runs = new ArrayList<>();
    long wrong = 0;
    try (Server server = Server.start(folder, broker)) {
      for (int builders : instances) {
        SetRun run = new SetRun(server, folder, "n" + runs.size(), requests, builders);
        runs.add(run);
        run.send();
        System.out.println(run.make(kills));
        wrong += run.countWrong();
      }
    }
    for (SetRun run : runs) {
      System.out.printf(
          "%d instances, %.2f of the rate of %d%n",
          run.instances(), run.rate() / runs.get(0).rate(), runs.get(0).instances());
    }
    return wrong == 0 ? 0 : 1;
  }
}
