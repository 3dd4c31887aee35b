package io.lexiseg.quickstart.cli;

import picocli.CommandLine.Command;

/** Changes vocabularies, and shows them. */
@Command(
    name = "vocabulary",
    description = "Change vocabularies, and show them.",
    mixinStandardHelpOptions = true,
    subcommands = {
      VocabularyDefineCommand.class,
      VocabularyAddCommand.class,
      VocabularyRemoveCommand.class,
      VocabularyRenameCommand.class,
      VocabularyUpdateCommand.class,
      VocabularyExemplarCommand.class,
      VocabularyRollbackCommand.class,
      VocabularyDeleteCommand.class,
      VocabularyBindCommand.class,
      VocabularyUnbindCommand.class,
      VocabularyListCommand.class,
      VocabularyHistoryCommand.class,
      VocabularyDiffCommand.class,
      VocabularyPreviewCommand.class,
      VocabularyWatchCommand.class
    })
final class VocabularyCommands {}
