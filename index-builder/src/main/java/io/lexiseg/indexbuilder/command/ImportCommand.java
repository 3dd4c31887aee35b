package io.lexiseg.indexbuilder.command;

import io.lexiseg.indexbuilder.published.ImportSettings;
import io.lexiseg.indexbuilder.published.PublishedIndex;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.install.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a prototype index from a published faiss file with its NumPy arrays. */
@Command(
    name = "import",
    description = "Make a prototype index from a faiss file and the prototypes published with it.",
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--faiss",
      required = true,
      paramLabel = "FILE",
      description = "The keys, as faiss wrote them (knn.index).")
  private Path faiss;

  @Option(
      names = "--prototypes",
      required = true,
      paramLabel = "DIR|FILE",
      description = "Folder or tar archive (gzip or not) of .npy files, one a prototype.")
  private Path prototypes;

  @Option(
      names = "--pack",
      required = true,
      paramLabel = "ID|DIR",
      description = "Model pack the index was made with: an installed one or a folder.")
  private String pack;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR|redis://...",
      description = "New folder, or redis://host:port?index=NAME[&algorithm=flat|hnsw].")
  private String out;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the index (default: that of the folder or of the index in Redis).")
  private Optional<String> name;

  @Option(
      names = "--generation",
      defaultValue = "1",
      paramLabel = "N",
      description = "Generation of the index (${DEFAULT-VALUE}).")
  private int generation;

  @Option(
      names = "--nouns",
      defaultValue = ImportSettings.AFTER_LAST_UNDERSCORE,
      paramLabel = "REGEX",
      description =
          "Its first group is the noun in a file name without .npy (${DEFAULT-VALUE}: what follows the last underscore).")
  private Pattern nouns;

  @Option(
      names = "--unit-keys",
      description =
          "Bring keys to unit norm; without it, keys that are not of unit norm are refused.")
  private boolean unitKeys;

  @Option(
      names = "--scratch",
      paramLabel = "DIR",
      description =
          "Folder with room for all prototypes while the import runs (default: beside the index, for Redis that of temporary files).")
  private Optional<Path> scratch;

  @Option(
      names = "--provenance",
      paramLabel = "KEY=VALUE",
      description =
          "A fact to keep in the manifest, such as source=... or licence=...; repeatable.")
  private Map<String, String> provenance = new LinkedHashMap<>();

  @Override
  public Integer call() {
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      IndexManifest manifest = importWith(BuildCommand.encoders(pack, progress), progress);
      progress.endLine();
      spec.commandLine().getOut().println(manifest.toJson());
      return 0;
    }
  }

  private IndexManifest importWith(ModelPack modelPack, Progress progress) {
    // Started and given up, so that what is in the way is told before gigabytes are read.
    PrototypeIndexes.create(out, describe(modelPack, provenance)).close();
    ImportSettings settings =
        new ImportSettings(modelPack, scratch.orElseGet(this::scratchFolder), nouns, unitKeys);
    try (PublishedIndex pairs = PublishedIndex.open(faiss, prototypes, settings, progress)) {
      progress.endLine();
      report(pairs);
      Map<String, String> facts = new LinkedHashMap<>(pairs.report().facts());
      facts.putAll(provenance);
      try (PrototypeIndexWriter writer = PrototypeIndexes.create(out, describe(modelPack, facts))) {
        pairs.addTo(writer, progress);
        return writer.publish();
      }
    }
  }

  private IndexDescription describe(ModelPack modelPack, Map<String, String> facts) {
    return new IndexDescription(
        name.orElseGet(() -> PrototypeIndexes.nameOf(out)),
        generation,
        modelPack.backbone(),
        modelPack.text().dimension(),
        modelPack.dense().dimension(),
        facts);
  }

  private Path scratchFolder() {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    return PrototypeIndexes.folderOf(out)
        .map(folder -> Optional.ofNullable(folder.getParent()).orElse(temporary))
        .orElse(temporary);
  }

  private void report(PublishedIndex pairs) {
    PrintWriter err = spec.commandLine().getErr();
    pairs.report().warnings().forEach(err::println);
    err.printf(
        "dropped %s; keys: %s%n",
        pairs.report().facts().get("dropped"), pairs.report().facts().get("keys"));
  }
}
