package io.lexiseg.cli.command.change;

import io.lexiseg.cli.option.Checks;
import io.lexiseg.cli.vocabulary.VocabularyFile;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.schemas.Background;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Replaces what categories are described with, and what gets no category. */
@Command(
    name = "update",
    description = {
      "Replace what describes categories, found by name, and what gets no category.",
      "Exemplars stay unless the file names others."
    },
    mixinStandardHelpOptions = true)
public final class VocabularyUpdateCommand extends VocabularyChange {
  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "YAML list of the categories that change, with what describes them.")
  private @Nullable Path file;

  @Mixin private BackgroundOptions background;

  VocabularyUpdateCommand() {
    super(CommandAction.UPDATE);
  }

  @Override
  void fill(VocabularyCommand.Builder command) {
    Checks.require(
        file != null || background.given(),
        "update: expected --file, --threshold or --negatives, got none of them");
    VocabularyContent content =
        file == null ? VocabularyContent.of(List.of()) : VocabularyFile.read(file);
    command.setCategories(content.categories());
    content.stated().ifPresent(command::setBackground);
    if (background.given()) {
      change(command, content.stated());
    }
  }

  /** Threshold and negatives go together, so the one that is not given is looked up. */
  private void change(VocabularyCommand.Builder command, Optional<Background> stated) {
    if (stated.isPresent()) {
      command.setBackground(background.over(stated.get()));
      return;
    }
    Vocabulary current = current();
    command.setBackground(background.over(VocabularyContent.of(current).background()));
    if (!command.hasExpectedVersion()) {
      command.setExpectedVersion(current.getVersion());
    }
  }
}
