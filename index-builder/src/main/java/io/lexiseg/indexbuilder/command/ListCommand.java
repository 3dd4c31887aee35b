package io.lexiseg.indexbuilder.command;

import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import io.lexiseg.prototypes.redis.ConnectionSettings;
import io.lexiseg.prototypes.redis.RedisLocation;
import io.lexiseg.prototypes.redisearch.Generation;
import io.lexiseg.prototypes.redisearch.GenerationCatalog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists prototype indexes with what they hold. */
@Command(
    name = "list",
    description = "List prototype indexes with what they hold.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR|redis://...",
      description = "Indexes, or folders of indexes (default: those that come with Lexiseg).")
  private List<String> locations = List.of();

  @Option(names = "--json", description = "Print the manifests, one a line.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<String> asked = locations.isEmpty() ? List.of(shipped().toString()) : locations;
    for (String location : asked.stream().flatMap(ListCommand::expand).toList()) {
      if (RedisLocation.matches(location)) {
        printGenerations(out, RedisLocation.parse(location));
      } else {
        print(out, location, PrototypeIndexes.at(location).manifest());
      }
    }
    return 0;
  }

  private void printGenerations(PrintWriter out, RedisLocation location) {
    try (GenerationCatalog catalog = GenerationCatalog.open(location, ConnectionSettings.DEFAULT)) {
      OptionalInt published = catalog.published();
      Collection<Generation> generations = catalog.generations().values();
      SortedSet<Integer> unfinished = catalog.unfinished();
      if (generations.isEmpty() && unfinished.isEmpty()) {
        throw new IllegalArgumentException(
            "prototype index %s in redis %s: expected a generation, found none"
                .formatted(location.index(), location.server()));
      }
      for (Generation generation : generations) {
        print(out, catalog, generation, published);
      }
      unfinished.stream()
          .map(number -> GenerationText.unfinished(catalog, location.index(), number))
          .forEach(json ? line -> {} : out::println);
    }
  }

  private void print(
      PrintWriter out, GenerationCatalog catalog, Generation generation, OptionalInt published) {
    if (json) {
      out.println(generation.toJson());
      return;
    }
    int number = generation.index().generation();
    boolean inUse = published.isPresent() && published.getAsInt() == number;
    print(out, inUse ? "published" : "not published", generation.index());
    GenerationText.of(catalog, number).forEach(out::println);
  }

  /** Indexes that come with the project; {@code lexiseg.home} is where it lies. */
  static Path shipped() {
    return Path.of(System.getProperty("lexiseg.home", ".")).resolve("indexes");
  }

  private static Stream<String> expand(String location) {
    if (RedisLocation.matches(location)) {
      return Stream.of(location);
    }
    Path folder = PrototypeIndexes.folderOf(location).orElseThrow();
    if (!Files.isDirectory(folder) || isIndex(folder)) {
      return Stream.of(folder.toString());
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return new ArrayList<>(entries.filter(ListCommand::isIndex).sorted().toList())
          .stream().map(Path::toString);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  private static boolean isIndex(Path folder) {
    return Files.isRegularFile(folder.resolve("manifest.json"));
  }

  private void print(PrintWriter out, String remark, IndexManifest manifest) {
    if (json) {
      out.println(manifest.toJson());
    } else {
      out.printf(
          "%-16s generation %-3d %8d prototypes of %4d, keys of %4d, backbone %s, %s%n",
          manifest.name(),
          manifest.generation(),
          manifest.count(),
          manifest.prototypeDimension(),
          manifest.keyDimension(),
          manifest.backbone(),
          remark);
    }
  }
}
