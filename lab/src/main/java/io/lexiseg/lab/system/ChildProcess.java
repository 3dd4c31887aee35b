package io.lexiseg.lab.system;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A main class of this build in a JVM of its own. It is ended with this JVM at the latest.
 *
 * <p><b>Threads:</b> safe.
 */
public final class ChildProcess implements AutoCloseable {
  private static final int STOP_SECONDS = 60;

  private final Process process;
  private final Thread reaper;

  private ChildProcess(Process process) {
    this.process = process;
    this.reaper = new Thread(process::destroyForcibly, "child-reaper");
    Runtime.getRuntime().addShutdownHook(reaper);
  }

  /**
   * Starts one.
   *
   * @param log gets standard error, appended
   * @param options of the JVM
   * @param arguments of the class
   */
  public static ChildProcess start(
      Path log, List<String> options, Class<?> main, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    File file = log.toFile();
    return new ChildProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(file)).start());
  }

  /** Waits for the first line it prints. */
  public String firstLine() throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (line == null) {
      throw new IOException("child process: expected a first line, it ended without one");
    }
    return line;
  }

  /** Of the process. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** As {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends its standard input, asks it to stop, waits until it has; kills it after a minute. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      process.destroy();
      process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      process.destroy(); // it had closed its input itself
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
      Runtime.getRuntime().removeShutdownHook(reaper);
    }
  }
}
