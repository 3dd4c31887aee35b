package io.lexiseg.quickstart.cli;

import io.lexiseg.quickstart.FailedException;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares every file of packs with its checksum. */
@Command(
    name = "verify",
    description = "Compare every file of packs with its checksum.",
    mixinStandardHelpOptions = true)
final class ModelsVerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "PACK",
      description = "Ids or folders; default all that are installed.")
  private List<String> packs = List.of();

  @Override
  public Integer call() {
    Packs known = Packs.standard();
    PackStore store = known.store();
    List<String> chosen = packs.isEmpty() ? store.installed() : packs;
    if (chosen.isEmpty()) {
      throw new FailedException(
          "expected a pack in %s, found none; try: lexiseg models pull lite"
              .formatted(store.root()));
    }
    for (String name : chosen) {
      ModelPack pack = known.installed(name);
      pack.verify();
      spec.commandLine().getOut().printf("%s: %d files intact%n", name, pack.files().size());
    }
    return LexisegCommand.DONE;
  }
}
