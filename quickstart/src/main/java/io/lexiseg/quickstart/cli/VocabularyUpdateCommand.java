package io.lexiseg.quickstart.cli;

import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.VocabularyCommand;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Replaces what categories are described with. */
@Command(
    name = "update",
    description = "Replace synonyms and templates of categories, found by name.",
    mixinStandardHelpOptions = true)
final class VocabularyUpdateCommand extends VocabularyChange {
  @Option(
      names = "--file",
      required = true,
      paramLabel = "FILE",
      description = "YAML list of the categories that change, with synonyms and templates.")
  private Path file;

  VocabularyUpdateCommand() {
    super(CommandAction.UPDATE);
  }

  @Override
  void fill(VocabularyCommand.Builder command) {
    command.setCategories(Checks.categories(null, file));
  }
}
