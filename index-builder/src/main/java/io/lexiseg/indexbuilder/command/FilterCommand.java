package io.lexiseg.indexbuilder.command;

import io.lexiseg.indexbuilder.filter.FilterSettings;
import io.lexiseg.indexbuilder.job.IndexPublication;
import io.lexiseg.indexbuilder.job.JobFolder;
import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.file.FilePrototypeIndex;
import io.lexiseg.vision.pack.install.Progress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Leaves other prototypes out of an index from captions, or takes all back in. */
@Command(
    name = "filter",
    description = {
      "Publish an index from captions anew with other filters, from what was made; nothing is"
          + " drawn.",
      "Filters: whole-picture, low-contrast, near-duplicate, contradicted, each with =THRESHOLD or"
          + " not."
    },
    mixinStandardHelpOptions = true)
final class FilterCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The index, with DIR.made beside it.")
  private Path index;

  @Option(
      names = "--filters",
      required = true,
      paramLabel = "none|default|LIST",
      description = "What is left out; none takes all back in.")
  private String filters;

  @Option(
      names = "--components",
      defaultValue = "FLOAT16",
      paramLabel = "TYPE",
      description = "How prototypes are stored: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private ComponentType components;

  @Override
  public Integer call() {
    FilterSettings wanted = FilterSettings.parse(filters);
    try (Progress progress = Progress.on(spec.commandLine().getErr());
        JobFolder folder = JobFolder.of(index)) {
      IndexManifest before = FilePrototypeIndex.manifest(folder.index());
      IndexManifest after =
          new IndexPublication(folder, wanted, progress)
              .publish(
                  new IndexPublication.Form(
                      before.name(),
                      before.generation() + 1,
                      components,
                      IndexPublication.ownFacts(before)));
      progress.endLine();
      spec.commandLine()
          .getOut()
          .printf(
              "%s generation %d: %d prototypes, before %d; dropped: %s%n",
              after.name(),
              after.generation(),
              after.count(),
              before.count(),
              after.provenance().getOrDefault("dropped", "none"));
    }
    return 0;
  }
}
