package io.lexiseg.lab.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fuzz [RECORDS]}: exit code 0 if nothing stopped a processor and nothing was lost. */
@Command(
    name = "fuzz",
    description =
        "Send spoilt records through a running processor under each guarantee; nothing may stop it, and every frame must have one outcome.",
    mixinStandardHelpOptions = true)
public final class FuzzCommand implements Callable<Integer> {
  private static final double MEGABYTE = 1 << 20;
  private static final long LINE_NANOS = Duration.ofSeconds(10).toNanos();

  @Parameters(index = "0", arity = "0..1", paramLabel = "RECORDS", defaultValue = "100000")
  private long records;

  @Option(names = "--seed", defaultValue = "0", description = "Of the first record.")
  private long seed;

  @Option(
      names = "--guarantee",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "at-least-once,exactly-once",
      description = "Default: ${DEFAULT-VALUE}.")
  private List<String> guarantees = List.of();

  @Option(
      names = "--only",
      paramLabel = "SEED",
      split = ",",
      description = "Only the records of these seeds.")
  private List<Long> only = List.of();

  @Option(names = "--folder", paramLabel = "DIR", description = "For logs; default temporary.")
  private @Nullable Path folder;

  private long nextLine;

  /** Runs the command line and returns its exit code. */
  public static int run(List<String> words) {
    return new CommandLine(new FuzzCommand()).execute(words.toArray(String[]::new));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path place = folder == null ? Files.createTempDirectory("lexiseg-fuzz-") : folder;
    System.err.println("logs: " + place);
    boolean passed = true;
    for (String guarantee : guarantees) {
      FuzzRun.Findings found =
          new FuzzRun(place.resolve(guarantee).toAbsolutePath(), guarantee, this::progress)
              .run(seeds());
      print(guarantee, found);
      passed &= found.passed();
    }
    System.out.println(passed ? "PASSED" : "FAILED");
    return passed ? 0 : 1;
  }

  private LongStream seeds() {
    return only.isEmpty()
        ? LongStream.range(seed, seed + records)
        : only.stream().mapToLong(Long::longValue);
  }

  private void progress(String text) {
    if (Boolean.getBoolean("lexiseg.terminal")) {
      System.err.printf("\r%-78s", text);
    } else if (System.nanoTime() - nextLine >= 0) {
      nextLine = System.nanoTime() + LINE_NANOS;
      System.err.println(text);
    }
  }

  private static void print(String guarantee, FuzzRun.Findings found) {
    System.out.printf("%n%s: sent %s%n", guarantee, found.kinds());
    System.out.printf("%s: %s%n", guarantee, found.conservation());
    System.out.printf(
        "%s: heap after a collection at most %.0f MB%n",
        guarantee, found.mostHeapBytes() / MEGABYTE);
    if (found.stopped()) {
      System.out.printf("%s: STOPPED, before one of --only %s%n", guarantee, found.suspects());
    }
    found.faults().forEach(fault -> System.out.printf("%s: FAULT %s%n", guarantee, fault));
  }
}
