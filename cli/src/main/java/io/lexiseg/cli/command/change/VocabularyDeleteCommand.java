package io.lexiseg.cli.command.change;

import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.VocabularyCommand;
import picocli.CommandLine.Command;

/** Deletes a vocabulary. */
@Command(
    name = "delete",
    description = "Delete a vocabulary that no camera uses; rollback brings it back.",
    mixinStandardHelpOptions = true)
public final class VocabularyDeleteCommand extends VocabularyChange {

  VocabularyDeleteCommand() {
    super(CommandAction.DELETE);
  }

  @Override
  void fill(VocabularyCommand.Builder command) {
    // the vocabulary says it all
  }
}
