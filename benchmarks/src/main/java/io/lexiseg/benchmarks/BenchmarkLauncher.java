package io.lexiseg.benchmarks;

import java.io.IOException;
import org.openjdk.jmh.Main;

/** Starts the JMH benchmarks with JMH's own options, for example {@code Felzenszwalb -rf json}. */
public final class BenchmarkLauncher {
  private BenchmarkLauncher() {}

  /**
   * Runs the benchmarks whose names match the arguments, all without any.
   *
   * @throws IOException if results cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    Runtime runtime = Runtime.getRuntime();
    System.err.printf(
        "Java %s, %d processors, %s%n",
        System.getProperty("java.version"),
        runtime.availableProcessors(),
        System.getProperty("os.arch"));
    Main.main(arguments);
  }
}
