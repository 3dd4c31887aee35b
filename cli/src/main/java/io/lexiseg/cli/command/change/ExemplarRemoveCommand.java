package io.lexiseg.cli.command.change;

import io.lexiseg.cli.option.Checks;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.VocabularyCommand;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes exemplars from a category. */
@Command(
    name = "remove",
    description = "Take pictures from a category; rollback brings them back.",
    mixinStandardHelpOptions = true)
public final class ExemplarRemoveCommand extends VocabularyChange {
  private static final int ID_LENGTH = 64;

  @Parameters(index = "0", paramLabel = "CATEGORY", description = "Name of the category.")
  private String category;

  @Parameters(
      index = "1",
      arity = "1..*",
      paramLabel = "ID",
      description = "Ids of the exemplars, or how they begin; list shows them.")
  private List<String> ids;

  ExemplarRemoveCommand() {
    super(CommandAction.REMOVE_EXEMPLAR);
  }

  @Override
  void fill(VocabularyCommand.Builder command) {
    boolean whole = ids.stream().allMatch(id -> id.length() == ID_LENGTH);
    command.setNames(List.of(category)).setExemplarIds(whole ? ids : completed());
  }

  private List<String> completed() {
    List<String> known =
        current().getCategories().stream().flatMap(one -> one.getExemplars().stream()).toList();
    return ids.stream().map(id -> completed(id, known)).toList();
  }

  private static String completed(String start, List<String> known) {
    List<String> found = known.stream().distinct().filter(id -> id.startsWith(start)).toList();
    Checks.require(
        found.size() == 1,
        "exemplar: expected the beginning of one id, '%s' begins %d"
            .formatted(start, found.size()));
    return found.get(0);
  }
}
