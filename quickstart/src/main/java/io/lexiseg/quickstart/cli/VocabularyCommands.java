package io.lexiseg.quickstart.cli;

import picocli.CommandLine.Command;

/** Changes vocabularies, and shows them. */
@Command(
    name = "vocabulary",
    description = "Change vocabularies, and show them.",
    mixinStandardHelpOptions = true,
    subcommands = {
      VocabularyDefineCommand.class,
      VocabularyBindCommand.class,
      VocabularyListCommand.class,
      VocabularyWatchCommand.class
    })
final class VocabularyCommands {}
