package io.lexiseg.lab.house;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code counts [REF]}: the figures of the checkout, and those of an earlier commit beside them.
 */
public final class CountsCommand {
  private static final Path LIBRARIES = Path.of("cli", "target", "lib");
  private static final String JARS = "image, jars";
  private static final String MEGABYTES = "image, MB";

  private CountsCommand() {}

  /**
   * Prints a table, then what is above a limit.
   *
   * @param home the root of the checkout, a Git repository where a commit is given
   * @throws IllegalArgumentException if Git does not know the commit
   */
  public static void run(Path home, List<String> words, PrintStream out)
      throws IOException, InterruptedException {
    HouseCounts now = new HouseCounts(sources(home));
    Map<String, String> figures = now.figures();
    figures.putAll(WalkPage.figures(Files.readAllLines(home.resolve("docs/walk.md"))));
    Path libraries = home.resolve(LIBRARIES);
    if (Files.isDirectory(libraries)) {
      measure(libraries, figures);
    }
    Map<String, String> before = words.isEmpty() ? Map.of() : before(home, words.get(0));
    out.printf("%-28s%12s%12s%n", "", "checkout", words.isEmpty() ? "" : words.get(0));
    figures.forEach(
        (name, figure) ->
            out.printf("%-28s%12s%12s%n", name, figure, before.getOrDefault(name, "")));
    now.crowded().forEach((folder, count) -> out.printf("%d files: %s%n", count, folder));
    now.circles().forEach(circle -> out.println("circle: " + circle));
    if (!figures.containsKey(JARS)) {
      out.printf("no %s: mvn -Pimage -pl cli -am package%n", LIBRARIES);
    }
  }

  private static List<SourceFile> sources(Path root) throws IOException {
    List<SourceFile> sources = new ArrayList<>();
    for (Path module : listed(root)) {
      if (Files.isDirectory(module.resolve("src"))) {
        try (Stream<Path> all = Files.walk(module.resolve("src"))) {
          for (Path file : all.toList()) {
            String path = root.relativize(file).toString().replace('\\', '/');
            if (SourceFile.isSource(path)) {
              sources.add(SourceFile.of(path, Files.readAllLines(file)));
            }
          }
        }
      }
    }
    return sources;
  }

  private static List<Path> listed(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    }
  }

  private static void measure(Path libraries, Map<String, String> figures) throws IOException {
    List<Path> jars = listed(libraries);
    long bytes = 0;
    for (Path jar : jars) {
      bytes += Files.size(jar);
    }
    figures.put(JARS, String.valueOf(jars.size()));
    figures.put(MEGABYTES, String.valueOf(Math.round(bytes / 1e6)));
  }

  private static Map<String, String> before(Path home, String commit)
      throws IOException, InterruptedException {
    Path archive = Files.createTempFile("lexiseg-counts", ".zip");
    try {
      Process git =
          new ProcessBuilder("git", "archive", "--format=zip", "--output=" + archive, commit)
              .directory(home.toAbsolutePath().toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (git.waitFor() != 0) {
        throw new IllegalArgumentException("counts: expected a commit: " + said.strip());
      }
      try (FileSystem files = FileSystems.newFileSystem(archive)) {
        return new LinkedHashMap<>(new HouseCounts(sources(files.getPath("/"))).figures());
      }
    } finally {
      Files.delete(archive);
    }
  }
}
