package io.lexiseg.cli.command.vocabulary;

import io.lexiseg.cli.command.change.VocabularyAddCommand;
import io.lexiseg.cli.command.change.VocabularyBindCommand;
import io.lexiseg.cli.command.change.VocabularyDefineCommand;
import io.lexiseg.cli.command.change.VocabularyDeleteCommand;
import io.lexiseg.cli.command.change.VocabularyRemoveCommand;
import io.lexiseg.cli.command.change.VocabularyRenameCommand;
import io.lexiseg.cli.command.change.VocabularyRollbackCommand;
import io.lexiseg.cli.command.change.VocabularyUnbindCommand;
import io.lexiseg.cli.command.change.VocabularyUpdateCommand;
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
public final class VocabularyCommands {}
