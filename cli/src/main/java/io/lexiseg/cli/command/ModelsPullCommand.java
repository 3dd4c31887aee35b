package io.lexiseg.cli.command;

import io.lexiseg.cli.option.Packs;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.install.Progress;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fetches a pack. */
@Command(
    name = "pull",
    description =
        "Fetch a model pack, verify it, and keep it; lite is converted from published weights.",
    mixinStandardHelpOptions = true)
final class ModelsPullCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PACK", description = "lite, or the id of the pack at URL.")
  private String id;

  @Option(
      names = "--from",
      paramLabel = "URL",
      description = "Folder on a web server that holds the pack; default $LEXISEG_PACKS_URL/PACK.")
  private @Nullable String from;

  @Override
  public Integer call() {
    Packs packs = Packs.standard();
    ModelPack pack;
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      pack = packs.pull(id, Optional.ofNullable(from), progress);
      pack.check();
    }
    spec.commandLine().getOut().printf("%s in %s%n", pack.id(), packs.store().folder(pack.id()));
    return ExitCode.OK;
  }
}
