package io.lexiseg.demo.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A class of this build in a JVM of its own. */
public final class JavaProcess implements AutoCloseable {
  private static final int STOP_SECONDS = 60;

  private final Process process;

  private JavaProcess(Process process) {
    this.process = process;
  }

  public static JavaProcess start(Class<?> main, String... arguments) throws IOException {
    return start(ProcessBuilder.Redirect.INHERIT, main, arguments);
  }

  /** As the other, with its log in a file. */
  public static JavaProcess start(Path log, Class<?> main, String... arguments) throws IOException {
    return start(ProcessBuilder.Redirect.to(log.toFile()), main, arguments);
  }

  private static JavaProcess start(ProcessBuilder.Redirect log, Class<?> main, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return new JavaProcess(new ProcessBuilder(command).redirectError(log).start());
  }

  public String firstLine() throws IOException {
    return new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }

  /** Throws when it has ended by itself. */
  public void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "process: expected to run, it ended with " + process.exitValue());
    }
  }

  /** As {@code kill} does; whether it has ended within a time. */
  public boolean terminate(Duration patience) throws InterruptedException {
    process.destroy();
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** As {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to stop and waits until it has. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("process: expected to stop within a minute");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }
}
