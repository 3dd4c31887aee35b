package io.lexiseg.quickstart.cli;

import io.lexiseg.vision.pack.ModelPack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fetches a pack. */
@Command(
    name = "pull",
    description = "Fetch a model pack, convert it, verify it, and keep it.",
    mixinStandardHelpOptions = true)
final class ModelsPullCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PACK", description = "lite")
  private String id;

  @Override
  public Integer call() {
    Packs packs = Packs.standard();
    ModelPack pack;
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      pack = packs.obtain(id, progress);
      pack.verify();
    }
    spec.commandLine().getOut().printf("%s in %s%n", pack.id(), packs.store().folder(pack.id()));
    return LexisegCommand.DONE;
  }
}
