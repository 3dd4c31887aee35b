package io.lexiseg.indexbuilder.command;

import io.lexiseg.indexbuilder.published.NpyArray;
import io.lexiseg.prototypes.Neighbour;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a prototype index finds nearest to given keys. */
@Command(
    name = "nearest",
    description = "Print what an index finds nearest to keys, as CSV, to compare searches.",
    mixinStandardHelpOptions = true)
final class NearestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR|redis://...", description = "The index.")
  private String location;

  @Option(
      names = "--queries",
      required = true,
      paramLabel = "FILE",
      description = "A .npy array [queries, components] of unit vectors.")
  private Path queries;

  @Option(
      names = "--neighbours",
      defaultValue = "350",
      paramLabel = "K",
      description = "Neighbours of each (${DEFAULT-VALUE}).")
  private int neighbours;

  @Override
  public Integer call() {
    NpyArray array = read();
    int dimension = array.shape().get(1);
    PrintWriter out = spec.commandLine().getOut();
    try (PrototypeIndex index = PrototypeIndexes.open(location)) {
      out.println("query,rank,id,similarity,noun");
      for (int query = 0; query < array.shape().get(0); query++) {
        float[] key =
            Arrays.copyOfRange(array.values(), query * dimension, (query + 1) * dimension);
        print(out, query, index, index.nearest(key, neighbours));
      }
    }
    out.flush();
    return 0;
  }

  private NpyArray read() {
    try {
      NpyArray array = NpyArray.parse(Files.readAllBytes(queries), queries.toString());
      if (array.shape().size() != 2) {
        throw new IllegalArgumentException(
            "%s: expected shape [queries, components], found %s".formatted(queries, array.shape()));
      }
      return array;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + queries, e);
    }
  }

  private static void print(
      PrintWriter out, int query, PrototypeIndex index, List<Neighbour> found) {
    List<String> nouns = index.nouns(found.stream().mapToLong(Neighbour::id).toArray());
    for (int rank = 0; rank < found.size(); rank++) {
      Neighbour neighbour = found.get(rank);
      out.printf(
          Locale.ROOT,
          "%d,%d,%d,%.9f,\"%s\"%n",
          query,
          rank + 1,
          neighbour.id(),
          neighbour.similarity(),
          nouns.get(rank).replace("\"", "\"\""));
    }
  }
}
