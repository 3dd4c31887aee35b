package io.lexiseg.vision.encoder.tensorrt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Looks for a GPU and TensorRT in a process of its own. An error below TensorRT ends a process on
 * the spot; this way it is not ours.
 *
 * <p><b>Threads:</b> safe.
 */
public final class GpuProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<String> command;
  private final Duration patience;

  GpuProbe(List<String> command, Duration patience) {
    this.command = List.copyOf(command);
    this.patience = patience;
  }

  /** Looks with the libraries of {@link TensorRtLibraries#standard()}. */
  public static GpuProbe standard() {
    return with(TensorRtLibraries.standard());
  }

  /** Looks with these libraries. */
  public static GpuProbe with(TensorRtLibraries libraries) {
    return new GpuProbe(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
            GpuLook.class.getName(),
            libraries.folder().toString()),
        PATIENCE);
  }

  /**
   * Looks; this takes a second or two.
   *
   * @throws UncheckedIOException if no process can be started
   */
  public Sighting look() {
    try {
      Path output = Files.createTempFile("lexiseg-gpu", ".txt");
      try {
        return look(output);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look for a GPU", e);
    }
  }

  private Sighting look(Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return silent("did not end within " + patience.toSeconds() + " s", output);
      }
      return GpuReport.read(lines(output))
          .orElseGet(() -> silent("ended with exit code " + process.exitValue(), output));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return silent("was interrupted", output);
    } finally {
      process.destroyForcibly();
    }
  }

  /** The last line is the one that says why, where a library said anything. */
  private static Sighting silent(String end, Path output) {
    List<String> lines = lines(output);
    String last = lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    return new Sighting.Missing(
        Step.PROBE, "the process that looks for a GPU %s: %s".formatted(end, last));
  }

  private static List<String> lines(Path output) {
    try {
      return new String(Files.readAllBytes(output), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + output, e);
    }
  }
}
