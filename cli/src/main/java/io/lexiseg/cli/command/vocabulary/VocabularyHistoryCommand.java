package io.lexiseg.cli.command.vocabulary;

import io.lexiseg.cli.command.change.CurrentVocabulary;
import io.lexiseg.cli.option.KafkaOptions;
import io.lexiseg.cli.vocabulary.VocabularyVersions;
import io.lexiseg.schemas.PastVersion;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the versions of a vocabulary, each with what it changed. */
@Command(
    name = "history",
    description = "Print the versions of a vocabulary, each with what it changed.",
    mixinStandardHelpOptions = true)
final class VocabularyHistoryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--id",
      paramLabel = "ID",
      defaultValue = "default",
      description = "Vocabulary (${DEFAULT-VALUE}).")
  private String id;

  @Override
  public Integer call() {
    VocabularyVersions versions = VocabularyVersions.of(CurrentVocabulary.read(kafka, id));
    for (PastVersion version : versions.all()) {
      spec.commandLine()
          .getOut()
          .printf(
              "%d  %s  %s  %s%n",
              version.getVersion(),
              version.getChangedAt(),
              version.getChangedBy(),
              versions.difference(version.getVersion()));
    }
    return ExitCode.OK;
  }
}
