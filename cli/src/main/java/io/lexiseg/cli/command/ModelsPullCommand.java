package io.lexiseg.cli.command;

import io.lexiseg.cli.option.Packs;
import io.lexiseg.indexbuilder.diffusion.SketchPack;
import io.lexiseg.vision.pack.Pack;
import io.lexiseg.vision.pack.diffusers.GeneratorModel;
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
        "Fetch a model pack, verify it, and keep it; lite and generators are converted from published weights.",
    mixinStandardHelpOptions = true)
final class ModelsPullCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PACK",
      description =
          "lite, drawings, sketch, another generator (sd21, sd21-base, sd15, sd-turbo), or the id of the pack at URL.")
  private String id;

  @Option(
      names = "--from",
      paramLabel = "URL|DIR",
      description =
          "Folder on a web server that holds the pack; default $LEXISEG_PACKS_URL/PACK. Of a generator: its folder in the layout of the diffusers library.")
  private @Nullable String from;

  @Option(names = "--fp16", description = "Keep a generator's weights in 16 bits, half the size.")
  private boolean half;

  @Override
  public Integer call() {
    Packs packs = Packs.standard();
    Pack pack;
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      pack = pull(packs, progress);
      pack.check();
    }
    spec.commandLine().getOut().printf("%s in %s%n", pack.id(), packs.store().folder(pack.id()));
    return ExitCode.OK;
  }

  private Pack pull(Packs packs, Progress progress) {
    if (id.equals(SketchPack.ID)) {
      return SketchPack.install(packs.store());
    }
    Optional<String> source = Optional.ofNullable(from);
    Optional<GeneratorModel> generator = GeneratorModel.find(id);
    return generator.isPresent()
        ? packs.make(generator.get(), source, half, progress)
        : packs.pull(id, source, progress);
  }
}
