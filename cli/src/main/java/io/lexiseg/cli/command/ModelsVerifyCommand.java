package io.lexiseg.cli.command;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.vision.pack.Pack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.generator.AnyPack;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares every file of packs with its checksum. */
@Command(
    name = "verify",
    description =
        "Compare every file of packs with its checksum, and networks with what the pack says of them.",
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
    PackStore store = PackStore.standard();
    List<String> chosen = packs.isEmpty() ? store.installed() : packs;
    if (chosen.isEmpty()) {
      throw new FailedException(
          "expected a pack in %s, found none; try: lexiseg models pull lite"
              .formatted(store.root()));
    }
    List<String> problems = chosen.stream().flatMap(name -> problem(store, name).stream()).toList();
    if (!problems.isEmpty()) {
      throw new FailedException(String.join("; ", problems));
    }
    return ExitCode.OK;
  }

  private Optional<String> problem(PackStore known, String name) {
    try {
      Pack pack = known.open(name, AnyPack::load);
      pack.check();
      spec.commandLine().getOut().printf("%s: %d files intact%n", name, pack.files().size());
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
