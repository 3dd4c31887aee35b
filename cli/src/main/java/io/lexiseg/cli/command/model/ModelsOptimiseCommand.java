package io.lexiseg.cli.command.model;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.option.Checks;
import io.lexiseg.vision.agreement.Photographs;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.Pack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.generator.AnyPack;
import io.lexiseg.vision.pack.optimise.OptimiseLimits;
import io.lexiseg.vision.pack.optimise.PackOptimiser;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a pack that is faster on this machine's CPU. */
@Command(
    name = "optimise",
    description =
        "Make PACK-fast: the pack's networks in the form that is fastest on this machine's CPU and keeps the masks.",
    mixinStandardHelpOptions = true)
final class ModelsOptimiseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PACK", description = "Id or folder of an encoder pack.")
  private String name;

  @Option(
      names = "--index",
      paramLabel = "DIR|URL",
      description =
          "Prototype index whose categories the compared masks have; default the one that ships for the pack.")
  private @Nullable String index;

  @Option(
      names = "--accept-cosine",
      defaultValue = "0.999",
      paramLabel = "C",
      description =
          "Refuse a form whose results have a lower cosine with the original's (${DEFAULT-VALUE}).")
  private double cosine;

  @Option(
      names = "--accept-equal-pixels",
      defaultValue = "0.995",
      paramLabel = "SHARE",
      description =
          "Refuse a form that leaves fewer pixels of the shipped photographs their category (${DEFAULT-VALUE}).")
  private double equalPixels;

  @Override
  public Integer call() {
    OptimiseLimits limits =
        Checks.parsed(
            "--accept-cosine, --accept-equal-pixels",
            () -> new OptimiseLimits(cosine, equalPixels, OptimiseLimits.STANDARD.leastGain()));
    PackStore store = PackStore.standard();
    Pack found = store.open(name, AnyPack::load);
    if (!(found instanceof ModelPack pack)) {
      throw new FailedException(
          "pack %s: expected encoders, got a generator; those are not optimised"
              .formatted(found.id()));
    }
    pack.check();
    PrintWriter out = spec.commandLine().getOut();
    ComparedMasks masks = new ComparedMasks(Optional.ofNullable(index).or(() -> shipped(pack)));
    out.printf("%d photographs, compared by %s%n", Photographs.all().size(), masks.categories());
    out.flush();
    PackOptimiser optimiser =
        new PackOptimiser(
            limits,
            Photographs.all(),
            masks,
            trial -> {
              out.println(trial.text());
              out.flush();
            });
    try {
      ModelPack made = optimiser.optimise(pack, store);
      out.printf("%s in %s%n", made.id(), made.folder());
      return ExitCode.OK;
    } catch (IllegalStateException e) {
      throw new FailedException(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> shipped(ModelPack pack) {
    Path folder = Path.of(System.getProperty("lexiseg.home", ""), "indexes", pack.about().index());
    return Optional.of(folder).filter(Files::isDirectory).map(Path::toString);
  }
}
