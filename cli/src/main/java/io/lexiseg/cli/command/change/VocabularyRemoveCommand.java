package io.lexiseg.cli.command.change;

import io.lexiseg.cli.option.Checks;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.VocabularyCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes categories out. */
@Command(name = "remove", description = "Take categories out.", mixinStandardHelpOptions = true)
public final class VocabularyRemoveCommand extends VocabularyChange {
  @Parameters(
      paramLabel = "\"a,b,c\"",
      description = "Category names, separated by commas; one with a comma in \"quotes\".")
  private String text;

  VocabularyRemoveCommand() {
    super(CommandAction.REMOVE);
  }

  @Override
  void fill(VocabularyCommand.Builder command) {
    command.setNames(Checks.names(text));
  }
}
