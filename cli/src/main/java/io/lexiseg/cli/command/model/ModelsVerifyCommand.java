package io.lexiseg.cli.command.model;

import io.lexiseg.cli.doctor.Meaning;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.Pack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.generator.AnyPack;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Option(
      names = "--meaning",
      description =
          "Also hold encoders against photographs of known things: do the networks know anything?")
  private boolean meaning;

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
      return meaning && pack instanceof ModelPack encoders ? nonsense(encoders) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> nonsense(ModelPack pack) {
    try (Encoders encoders = DjlEncoders.open(pack, InferenceOptions.cpu())) {
      Meaning found = Meaning.of(encoders, pack.templates());
      if (!found.isThere()) {
        return Optional.of(
            "pack %s: expected networks that know photographs, got the %s"
                .formatted(pack.id(), found.text()));
      }
      spec.commandLine().getOut().printf("%s: %s%n", pack.id(), found.text());
      return Optional.empty();
    }
  }
}
