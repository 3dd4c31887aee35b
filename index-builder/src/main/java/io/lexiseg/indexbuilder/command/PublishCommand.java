package io.lexiseg.indexbuilder.command;

import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.Recall;
import io.lexiseg.prototypes.location.IndexCopy;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import io.lexiseg.prototypes.redis.ConnectionSettings;
import io.lexiseg.prototypes.redis.RedisLocation;
import io.lexiseg.prototypes.redisearch.GenerationCatalog;
import io.lexiseg.schemas.connection.Redacted;
import io.lexiseg.vision.pack.install.Progress;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies a prototype index to another place, where it becomes the published generation. */
@Command(
    name = "publish",
    description = "Copy an index, for instance a folder into Redis, and switch readers to it.",
    mixinStandardHelpOptions = true)
final class PublishCommand implements Callable<Integer> {
  private static final int QUERIES = 50;
  private static final int NEIGHBOURS = 350;
  private static final double LEAST_RECALL = 0.95;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FROM", description = "Folder of the index.")
  private String from;

  @Parameters(
      index = "1",
      paramLabel = "TO",
      description =
          "redis://host:port?index=NAME[&algorithm=flat|hnsw][&keys=float16]..., or a new folder.")
  private String to;

  @Option(
      names = "--generation",
      paramLabel = "N",
      description = "Number of the generation (default: that of the index copied).")
  private int generation;

  @Option(
      names = "--if-missing",
      description = "Do nothing where this or a later generation is already; for start scripts.")
  private boolean ifMissing;

  @Override
  public Integer call() {
    try (PrototypeIndex source = PrototypeIndexes.open(from)) {
      if (ifMissing && isPublished(description(source).generation())) {
        spec.commandLine().getOut().println("already published: " + Redacted.address(to));
        return 0;
      }
      IndexManifest published;
      try (Progress progress = Progress.on(spec.commandLine().getErr())) {
        published = publish(source, progress);
      }
      try (PrototypeIndex copy = PrototypeIndexes.open(to)) {
        return report(published, Recall.measure(copy, source, QUERIES, NEIGHBOURS));
      }
    }
  }

  private boolean isPublished(int wanted) {
    try (PrototypeIndex index = PrototypeIndexes.open(to)) {
      return index.manifest().generation() >= wanted;
    } catch (IllegalArgumentException e) {
      return false; // no index there
    }
  }

  private IndexManifest publish(PrototypeIndex source, Progress progress) {
    long count = source.manifest().count();
    try (PrototypeIndexWriter writer = PrototypeIndexes.create(to, description(source))) {
      IndexCopy.copy(source, writer, done -> progress.progressed("copy", done, count));
      progress.progressed("publish", 0, 1);
      IndexManifest published = writer.publish();
      progress.progressed("publish", 1, 1);
      return published;
    }
  }

  private IndexDescription description(PrototypeIndex source) {
    return description(source.manifest().describe(), to, generation);
  }

  /** A copy on a server has the name that the server is asked for, whatever the index was named. */
  static IndexDescription description(IndexDescription same, String to, int generation) {
    String name = RedisLocation.matches(to) ? RedisLocation.parse(to).index() : same.name();
    Map<String, String> provenance = new HashMap<>(same.provenance());
    if (!name.equals(same.name())) {
      provenance.put("copiedFrom", "%s generation %d".formatted(same.name(), same.generation()));
    }
    return new IndexDescription(
        name,
        generation == 0 ? same.generation() : generation,
        same.backbone(),
        same.keyDimension(),
        same.prototypeDimension(),
        provenance);
  }

  private int report(IndexManifest published, Recall recall) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "published %s generation %d, %d prototypes; recall of %d neighbours over %d queries %.4f%n",
        published.name(),
        published.generation(),
        published.count(),
        recall.neighbours(),
        recall.queries(),
        recall.share());
    if (RedisLocation.matches(to)) {
      try (GenerationCatalog catalog =
          GenerationCatalog.open(RedisLocation.parse(to), ConnectionSettings.DEFAULT)) {
        GenerationText.of(catalog, published.generation()).forEach(out::println);
      }
    }
    if (recall.share() >= LEAST_RECALL) {
      return 0;
    }
    spec.commandLine()
        .getErr()
        .printf(
            "%s generation %d: expected a recall of at least %s, got %.4f; algorithm=flat is exact%n",
            published.name(), published.generation(), LEAST_RECALL, recall.share());
    return 1;
  }
}
