package io.lexiseg.indexbuilder.command;

import io.lexiseg.prototypes.redis.VectorIndexSettings;
import io.lexiseg.prototypes.redisearch.Exploration;
import io.lexiseg.prototypes.redisearch.Generation;
import io.lexiseg.prototypes.redisearch.GenerationCatalog;
import io.lexiseg.prototypes.redisearch.GenerationMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a generation in Redis is kept and what it takes, in words. */
final class GenerationText {
  private static final double MEGABYTE = 1e6;

  private GenerationText() {}

  /** Lines on a complete generation. */
  static List<String> of(GenerationCatalog catalog, int number) {
    Generation generation = catalog.generation(number).orElseThrow();
    List<String> lines = new ArrayList<>();
    lines.add("  %s; %s".formatted(vectors(generation.vectors()), memory(catalog.memory(number))));
    if (!generation.explorations().isEmpty()) {
      lines.add("  " + depths(generation));
    }
    return lines;
  }

  /** A line on a generation that is being written or removed. */
  static String unfinished(GenerationCatalog catalog, String index, int number) {
    return "%-16s generation %-3d unfinished: being written or left by an interrupted command, which index drop --force removes; %s"
        .formatted(index, number, memory(catalog.memory(number)));
  }

  private static String vectors(VectorIndexSettings vectors) {
    return "%s, keys %s, prototypes %s"
        .formatted(vectors.algorithm(), vectors.keyType(), vectors.prototypeType())
        .toLowerCase(Locale.ROOT);
  }

  private static String memory(GenerationMemory memory) {
    return String.format(
        Locale.ROOT,
        "%d pairs %.1f MB, search index %.1f MB, together %.1f MB",
        memory.pairs(),
        memory.pairsBytes() / MEGABYTE,
        memory.searchBytes() / MEGABYTE,
        memory.totalBytes() / MEGABYTE);
  }

  private static String depths(Generation generation) {
    return generation.explorations().stream()
        .map(GenerationText::depth)
        .collect(
            Collectors.joining(
                ", ",
                String.format(
                    Locale.ROOT,
                    "exploration for a recall of %s: ",
                    generation.vectors().graph().recall()),
                ""));
  }

  private static String depth(Exploration exploration) {
    return String.format(
        Locale.ROOT,
        "%d of K=%d (%.4f)",
        exploration.depth(),
        exploration.neighbours(),
        exploration.recall());
  }
}
