package io.lexiseg.benchmarks;

import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.Main;

/**
 * Starts the benchmarks: {@code end-to-end [frames] [rounds]}, or JMH with its own options, for
 * example {@code Felzenszwalb -rf json}.
 */
public final class BenchmarkLauncher {
  private static final String END_TO_END = "end-to-end";
  private static final int FRAMES = 40;
  private static final int ROUNDS = 3;

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
    if (words.isEmpty() || !words.get(0).equals(END_TO_END)) {
      Main.main(arguments);
      return;
    }
    new EndToEndThroughput(number(words, 1, FRAMES), number(words, 2, ROUNDS)).run();
    System.exit(0); // native libraries keep threads
  }

  private static int number(List<String> words, int place, int otherwise) {
    return words.size() > place ? Integer.parseInt(words.get(place)) : otherwise;
  }
}
