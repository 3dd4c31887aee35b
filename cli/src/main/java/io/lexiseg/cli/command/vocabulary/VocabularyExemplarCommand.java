package io.lexiseg.cli.command.vocabulary;

import io.lexiseg.cli.command.change.ExemplarAddCommand;
import io.lexiseg.cli.command.change.ExemplarRemoveCommand;
import picocli.CommandLine.Command;

/** Shows categories by pictures. */
@Command(
    name = "exemplar",
    description = "Show what a category looks like by pictures, beside its words.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ExemplarAddCommand.class,
      ExemplarRemoveCommand.class,
      ExemplarListCommand.class
    })
final class VocabularyExemplarCommand {}
