package io.lexiseg.cli.tensorrt;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.vision.pack.install.Folders;
import io.lexiseg.vision.pack.install.ProgressListener;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Has Maven fetch archives into its local repository, where they stay. Settings, mirrors and
 * proxies are those of the user; an archive that is there already is not fetched again.
 */
final class MavenClient {
  private static final String GOAL =
      "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath";
  private static final Duration POLL = Duration.ofMillis(250);
  private static final int SHOWN_LINES = 4;

  private final List<String> command;

  /** Prepares a client that is started like this, without arguments. */
  MavenClient(List<String> command) {
    this.command = List.copyOf(command);
  }

  static MavenClient ofThisMachine() {
    return new MavenClient(List.of("mvn"));
  }

  /**
   * Fetches all archives, the small ones first.
   *
   * @return the files
   * @throws FailedException if Maven is not there or cannot fetch them
   */
  List<Path> fetch(ProgressListener progress) {
    try {
      Path scratch = Files.createTempDirectory("lexiseg-maven-");
      try {
        Path pom = scratch.resolve("pom.xml");
        try (InputStream in = resource("natives-pom.xml")) {
          Files.copy(in, pom);
        }
        List<Path> bindings =
            run(
                scratch,
                List.of("-f", pom.toString()),
                () -> progress.progressed("ask Maven", 0, 0));
        Path presets = presets(bindings);
        return run(
            scratch,
            List.of("-f", pom.toString(), "-Pnvidia"),
            () -> progress.progressed("fetch TensorRT and CUDA", sizeOf(presets), 0));
      } finally {
        Folders.delete(scratch);
      }
    } catch (IOException e) {
      throw new FailedException("cannot run Maven: " + e.getMessage(), e);
    }
  }

  static InputStream resource(String name) {
    return Objects.requireNonNull(MavenClient.class.getResourceAsStream(name), name);
  }

  /** The folder of the local repository that the archives grow in. */
  private static Path presets(List<Path> bindings) {
    return bindings.get(0).resolve("../../..").normalize(); // ARTIFACT/VERSION/FILE
  }

  private List<Path> run(Path scratch, List<String> arguments, Runnable tick) throws IOException {
    Path log = scratch.resolve("maven.log");
    Path list = scratch.resolve("files.txt");
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of("-B", "-ntp", "-q"));
    line.addAll(arguments);
    line.addAll(List.of(GOAL, "-Dmdep.outputFile=" + list));
    Process process = start(line, scratch, log);
    try {
      while (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        tick.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("interrupted while Maven fetched; what it has fetched stays", e);
    } finally {
      process.destroy();
    }
    if (process.exitValue() != 0 || !Files.isRegularFile(list)) {
      throw new FailedException(
          "expected Maven to fetch TensorRT's archives, it ended with exit code %d: %s"
              .formatted(process.exitValue(), said(log)));
    }
    return Stream.of(Files.readString(list).strip().split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }

  private static Process start(List<String> line, Path scratch, Path log) {
    try {
      return new ProcessBuilder(line)
          .directory(scratch.toFile())
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
    } catch (IOException e) {
      throw new FailedException(
          "expected Maven on the PATH, found none (%s); install it, or fetch where it is and name the folder with --from"
              .formatted(e.getMessage()),
          e);
    }
  }

  private static String said(Path log) throws IOException {
    String text =
        Files.readString(log, StandardCharsets.UTF_8)
            .replaceAll("\u001B\\[[0-9;]*m", "")
            .lines()
            .filter(line -> line.startsWith("[ERROR]"))
            .map(line -> line.substring("[ERROR]".length()).strip())
            .filter(line -> !line.isEmpty())
            .limit(SHOWN_LINES)
            .collect(Collectors.joining("; "));
    return text.isEmpty() ? "nothing" : text;
  }

  private static long sizeOf(Path folder) {
    long size = 0;
    for (String artifact : List.of("tensorrt", "cuda")) {
      try (Stream<Path> files = Files.walk(folder.resolve(artifact))) {
        size += files.mapToLong(file -> file.toFile().length()).sum();
      } catch (IOException | UncheckedIOException e) {
        return 0; // Maven renames files while we look; the next look is right again
      }
    }
    return size;
  }
}
