package io.lexiseg.cli.command.model;

import io.lexiseg.cli.failure.UsageException;
import io.lexiseg.cli.option.Packs;
import io.lexiseg.indexbuilder.diffusion.SketchPack;
import io.lexiseg.vision.pack.Pack;
import io.lexiseg.vision.pack.checkpoint.EncoderRecipe;
import io.lexiseg.vision.pack.diffusers.GeneratorModel;
import io.lexiseg.vision.pack.install.Progress;
import io.lexiseg.vision.pack.proposer.Sam2Pack;
import java.util.List;
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
        "Fetch a model pack, verify it, and keep it; all but drawings are converted from published weights.",
    mixinStandardHelpOptions = true)
final class ModelsPullCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PACK",
      description =
          "lite, drawings, freeda-b, freeda-l or another of docs/model-packs.md, a generator (sketch, sd21, sd21-base, sd15, sd-turbo), sam2-tiny for the profile quality, or the id of the pack at URL.")
  private String id;

  @Option(
      names = "--from",
      paramLabel = "FILE|DIR|URL",
      description =
          "Checkpoint (.safetensors) or folder of checkpoints that lie elsewhere than on the hub; may be given again. URL of another kind: folder on a web server that holds the pack; default $LEXISEG_PACKS_URL/PACK. Of a generator: its folder in the layout of the diffusers library.")
  private List<String> from = List.of();

  @Option(names = "--fp16", description = "Keep weights in 16 bits, half the size.")
  private boolean half;

  @Option(
      names = "--backbone",
      paramLabel = "NAME",
      description = "With --clip: local backbone of a pack of your own id, by timm's name.")
  private @Nullable String backbone;

  @Option(
      names = "--clip",
      paramLabel = "NAME",
      description = "With --backbone: CLIP's towers, by open_clip's name.")
  private @Nullable String clip;

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
    if (id.equals(Sam2Pack.ID)) {
      return Sam2Pack.install(packs.store(), progress);
    }
    Optional<EncoderRecipe> recipe = recipe();
    if (recipe.isPresent() && !packs.isMirrored(from)) {
      return packs.make(recipe.get(), from, half, progress);
    }
    if (from.size() > 1) {
      throw new UsageException("--from: expected one for pack %s, got %s".formatted(id, from));
    }
    Optional<String> source = from.stream().findFirst();
    Optional<GeneratorModel> generator = GeneratorModel.find(id);
    return generator.isPresent()
        ? packs.make(generator.get(), source, half, progress)
        : packs.pull(id, source, progress);
  }

  private Optional<EncoderRecipe> recipe() {
    if (backbone == null && clip == null) {
      return EncoderRecipe.find(id);
    }
    if (backbone == null || clip == null) {
      throw new UsageException("--backbone and --clip: expected both or none");
    }
    try {
      return Optional.of(EncoderRecipe.of(id, backbone, clip));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
