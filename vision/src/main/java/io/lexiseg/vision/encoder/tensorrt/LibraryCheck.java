package io.lexiseg.vision.encoder.tensorrt;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Loads TensorRT and DJL's engine in a process of its own and asks for the version. No GPU is
 * needed for that, and none is touched.
 */
public final class LibraryCheck {
  private static final String MARK = "lexiseg-tensorrt ";
  private static final long PATIENCE_SECONDS = 120;

  private LibraryCheck() {}

  /**
   * The version that DJL's engine finds.
   *
   * @return {@code 8.6.1}
   * @throws IllegalStateException if the libraries cannot be loaded, with the loader's words
   */
  public static String version(TensorRtLibraries libraries) {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                LibraryCheck.class.getName(),
                libraries.folder().toString())
            .redirectErrorStream(true);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return output
          .lines()
          .filter(line -> line.startsWith(MARK))
          .map(line -> line.substring(MARK.length()))
          .findFirst()
          .orElseThrow(() -> failed(libraries, process.exitValue(), output.lines().toList()));
    } catch (IOException e) {
      throw new IllegalStateException("cannot start a process to load TensorRT", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while TensorRT was loaded", e);
    }
  }

  /**
   * Prints the version.
   *
   * @param arguments the folder of the libraries
   */
  public static void main(String[] arguments) {
    TensorRtLibraries.at(Path.of(arguments[0])).load();
    TensorRtMachine.startDjl();
    System.out.println(MARK + Engine.getEngine(TensorRtMachine.DJL_ENGINE).getVersion());
  }

  private static IllegalStateException failed(
      TensorRtLibraries libraries, int code, List<String> lines) {
    String said =
        lines.stream()
            .filter(line -> line.contains("Error") || line.contains("Exception"))
            .findFirst()
            .orElse(lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1));
    return new IllegalStateException(
        "TensorRT cannot be loaded from %s (exit code %d): %s"
            .formatted(libraries.folder(), code, said));
  }
}
