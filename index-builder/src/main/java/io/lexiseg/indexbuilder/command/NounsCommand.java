package io.lexiseg.indexbuilder.command;

import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the nouns of a prototype index. */
@Command(
    name = "nouns",
    description =
        "List what an index knows, the commonest noun first: how many prototypes it has, and the first of their ids (see index inspect).",
    mixinStandardHelpOptions = true)
final class NounsCommand implements Callable<Integer> {
  private static final int BATCH = 1000;
  private static final int EXAMPLES = 3;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR|redis://...",
      description = "The index (default: that of the pack lite).",
      defaultValue = "")
  private String location;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Nouns listed at most (${DEFAULT-VALUE}).")
  private int most;

  /** Prototypes of one noun: how many, and the first ids. */
  private static final class Entry {
    private long count;
    private final StringBuilder ids = new StringBuilder();

    void add(long id) {
      if (count++ < EXAMPLES) {
        ids.append(' ').append(id);
      }
    }
  }

  @Override
  public Integer call() {
    String place = location.isEmpty() ? ListCommand.shipped().resolve("lite").toString() : location;
    Map<String, Entry> nouns = new LinkedHashMap<>();
    try (PrototypeIndex index = PrototypeIndexes.open(place)) {
      long count = index.manifest().count();
      for (long from = 0; from < count; from += BATCH) {
        long[] ids = LongStream.range(from, Math.min(from + BATCH, count)).toArray();
        List<String> found = index.nouns(ids);
        for (int i = 0; i < ids.length; i++) {
          nouns.computeIfAbsent(found.get(i), noun -> new Entry()).add(ids[i]);
        }
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%d nouns%n", nouns.size());
    nouns.entrySet().stream()
        .sorted(Comparator.comparing(noun -> -noun.getValue().count))
        .limit(most)
        .forEach(
            noun ->
                out.printf(
                    "%6d  %-30s%s%n", noun.getValue().count, noun.getKey(), noun.getValue().ids));
    return 0;
  }
}
