package io.lexiseg.cli.tensorrt;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.vision.pack.install.ProgressListener;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The plan builder in a JVM of its own, with its own JavaCPP; CUDA may abort it, not us. */
final class BuilderProcess {
  private static final String MAIN = "io.lexiseg.planbuilder.PlanBuilder";
  private static final int NO_GPU = 3;
  private static final int ABORTED = 134;
  private static final int KILLED = 137;
  private static final Duration POLL = Duration.ofMillis(250);
  private static final int SHOWN_LINES = 3;

  private final List<String> command;
  private final Path libraries;

  /** Prepares a process that is started like this, before the job's file. */
  BuilderProcess(List<String> command, Path libraries) {
    this.command = List.copyOf(command);
    this.libraries = libraries;
  }

  /** The builder of this installation. */
  static BuilderProcess of(Natives natives) {
    List<String> classpath = new ArrayList<>();
    classpath.add(ownClasses().toString());
    natives.bindings().forEach(jar -> classpath.add(jar.toString()));
    return new BuilderProcess(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-cp",
            String.join(File.pathSeparator, classpath),
            MAIN),
        natives.folder());
  }

  /**
   * Runs one job.
   *
   * @param scratch folder for the builder's log and what JavaCPP unpacks
   * @throws FailedException with what the builder said, if it did not build
   */
  void run(Path job, Path scratch, String step, ProgressListener progress) throws IOException {
    Path log = scratch.resolve("builder.log");
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(command.stream(), Stream.of(job.toString())).toList())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("LD_LIBRARY_PATH", libraryPath());
    int code = wait(builder.start(), step, progress);
    if (code != 0) {
      throw new FailedException("%s: %s: %s".formatted(step, explain(code), said(log)));
    }
  }

  private static int wait(Process process, String step, ProgressListener progress) {
    long start = System.nanoTime();
    try {
      while (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        progress.progressed(step + ", seconds", seconds, 0);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException(step + ": interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String explain(int code) {
    return switch (code) {
      case NO_GPU -> "no GPU that can be used";
      case ABORTED -> "CUDA aborted the plan builder (exit code 134), often for want of GPU memory";
      case KILLED -> "the plan builder was killed (exit code 137), often for want of memory";
      default -> "the plan builder ended with exit code " + code;
    };
  }

  /** Errors if there are any, else the last lines. */
  private static String said(Path log) throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();
    List<String> errors =
        lines.stream()
            .filter(line -> line.contains("ERROR") || line.startsWith("plan builder:"))
            .toList();
    List<String> shown = errors.isEmpty() ? lines : errors;
    String text =
        shown.subList(Math.max(0, shown.size() - SHOWN_LINES), shown.size()).stream()
            .collect(Collectors.joining("; "));
    return text.isEmpty() ? "it said nothing" : text;
  }

  /** TensorRT finds its builder resource by the loader's path only. */
  private String libraryPath() {
    String former = System.getenv("LD_LIBRARY_PATH");
    return former == null || former.isBlank()
        ? libraries.toString()
        : libraries + File.pathSeparator + former;
  }

  private static Path ownClasses() {
    try {
      Class<?> main = Class.forName(MAIN, false, BuilderProcess.class.getClassLoader());
      return Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new FailedException("expected the plan builder on the class path, found none", e);
    }
  }
}
