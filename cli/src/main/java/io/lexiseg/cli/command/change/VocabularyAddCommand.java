package io.lexiseg.cli.command.change;

import io.lexiseg.cli.option.Checks;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.VocabularyCommand;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Appends categories. */
@Command(name = "add", description = "Append categories.", mixinStandardHelpOptions = true)
public final class VocabularyAddCommand extends VocabularyChange {
  @Parameters(
      arity = "0..1",
      paramLabel = "\"a,b,c\"",
      description = "Category names, separated by commas; one with a comma in \"quotes\".")
  private @Nullable String text;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "YAML list of categories, with what describes them.")
  private @Nullable Path file;

  VocabularyAddCommand() {
    super(CommandAction.ADD);
  }

  @Override
  void fill(VocabularyCommand.Builder command) {
    command.setCategories(Checks.content(text, file).categories());
  }
}
