package io.lexiseg.quickstart.cli;

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
