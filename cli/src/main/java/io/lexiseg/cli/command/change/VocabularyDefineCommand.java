package io.lexiseg.cli.command.change;

import io.lexiseg.cli.option.Checks;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.GenerationPolicy;
import io.lexiseg.schemas.VocabularyCommand;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a vocabulary its categories. */
@Command(
    name = "define",
    description = "Give a vocabulary its categories, complete and in order.",
    mixinStandardHelpOptions = true)
public final class VocabularyDefineCommand extends VocabularyChange {
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

  @Option(
      names = "--generate",
      paramLabel = "weak|never",
      description =
          "Have prototypes made for categories that the index hardly knows (weak), or not; default: what the file says, else never.")
  private @Nullable GenerationPolicy generate;

  @Mixin private BackgroundOptions background;

  VocabularyDefineCommand() {
    super(CommandAction.DEFINE);
  }

  private Category generated(Category category) {
    return generate == null
        ? category
        : Category.newBuilder(category).setGenerate(generate).build();
  }

  @Override
  void fill(VocabularyCommand.Builder command) {
    VocabularyContent content = Checks.content(text, file);
    command.setCategories(content.categories().stream().map(this::generated).toList());
    command.setBackground(background.over(content.background()));
  }
}
