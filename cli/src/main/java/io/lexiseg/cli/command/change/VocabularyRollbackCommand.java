package io.lexiseg.cli.command.change;

import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.VocabularyCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lets an earlier version hold again. */
@Command(
    name = "rollback",
    description = "Let the categories of an earlier version hold again, as a new version.",
    mixinStandardHelpOptions = true)
public final class VocabularyRollbackCommand extends VocabularyChange {
  @Parameters(
      paramLabel = "VERSION",
      description = "Version; lexiseg vocabulary history shows them.")
  private int version;

  VocabularyRollbackCommand() {
    super(CommandAction.ROLL_BACK);
  }

  @Override
  void fill(VocabularyCommand.Builder command) {
    command.setToVersion(version);
  }
}
