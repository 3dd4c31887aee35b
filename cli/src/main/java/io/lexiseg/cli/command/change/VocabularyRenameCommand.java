package io.lexiseg.cli.command.change;

import io.lexiseg.schemas.CategoryRename;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.VocabularyCommand;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives a category another name. */
@Command(
    name = "rename",
    description = "Give a category another name.",
    mixinStandardHelpOptions = true)
public final class VocabularyRenameCommand extends VocabularyChange {
  @Parameters(index = "0", paramLabel = "NAME", description = "Name it has.")
  private String from;

  @Parameters(index = "1", paramLabel = "NEW", description = "Name it shall have.")
  private String to;

  VocabularyRenameCommand() {
    super(CommandAction.RENAME);
  }

  @Override
  void fill(VocabularyCommand.Builder command) {
    command.setRenames(List.of(new CategoryRename(from, to)));
  }
}
