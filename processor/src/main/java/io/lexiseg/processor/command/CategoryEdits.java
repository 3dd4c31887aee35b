package io.lexiseg.processor.command;

import io.lexiseg.recognition.category.RefusedCommandException;
import io.lexiseg.recognition.category.TextRules;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CategoryRename;
import io.lexiseg.schemas.ExemplarId;
import io.lexiseg.schemas.VocabularyCommand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Changes to a list of categories. Names are looked up as people read them: case, width and spaces
 * do not matter. A change that fits only in part is refused whole, with all that does not fit. What
 * comes out is still to be checked as a whole.
 */
final class CategoryEdits {
  private final Map<String, Category> byName = new LinkedHashMap<>();
  private final List<String> missing = new ArrayList<>();

  private CategoryEdits(List<Category> current) {
    current.forEach(category -> byName.put(key(category.getName()), category));
  }

  /**
   * What a command makes of the content there is.
   *
   * @throws RefusedCommandException if it does not fit
   */
  static VocabularyContent edited(VocabularyContent current, VocabularyCommand command) {
    List<Category> categories = current.categories();
    return switch (command.getAction()) {
      case ADD -> current.with(added(categories, command.getCategories()));
      case REMOVE -> current.with(removed(categories, command.getNames()));
      case RENAME -> current.with(renamed(categories, command.getRenames()));
      case UPDATE ->
          new VocabularyContent(
              updated(categories, command), command.getBackground().orElse(current.background()));
      case ADD_EXEMPLAR -> current.with(shown(categories, command));
      case REMOVE_EXEMPLAR -> current.with(hidden(categories, command));
      default -> throw new IllegalStateException("no change: " + command.getAction());
    };
  }

  /** Those there are, then the new ones. */
  private static List<Category> added(List<Category> current, List<Category> more) {
    if (more.isEmpty()) {
      throw new RefusedCommandException("add: expected at least one category, got none");
    }
    List<Category> all = new ArrayList<>(current);
    all.addAll(more);
    return all;
  }

  /** Those that are not named. */
  private static List<Category> removed(List<Category> current, List<String> names) {
    if (names.isEmpty()) {
      throw new RefusedCommandException("remove: expected at least one name, got none");
    }
    CategoryEdits edits = new CategoryEdits(current);
    for (String name : names) {
      if (edits.byName.remove(key(name)) == null) {
        edits.missing.add(name);
      }
    }
    return edits.result("remove");
  }

  /** The same with other names; two may swap theirs. */
  private static List<Category> renamed(List<Category> current, List<CategoryRename> renames) {
    if (renames.isEmpty()) {
      throw new RefusedCommandException("rename: expected at least one name, got none");
    }
    CategoryEdits edits = new CategoryEdits(current);
    for (CategoryRename rename : renames) {
      edits.replace(
          rename.getFrom(),
          category -> Category.newBuilder(category).setName(rename.getTo()).build());
    }
    return edits.result("rename");
  }

  /**
   * The same with some replaced by others of their name; exemplars stay unless others are named.
   */
  private static List<Category> updated(List<Category> current, VocabularyCommand command) {
    if (command.getCategories().isEmpty() && command.getBackground().isEmpty()) {
      throw new RefusedCommandException(
          "update: expected at least one category, or a background, got neither");
    }
    CategoryEdits edits = new CategoryEdits(current);
    command
        .getCategories()
        .forEach(change -> edits.replace(change.getName(), old -> replaced(old, change)));
    return edits.result("update");
  }

  private static Category replaced(Category old, Category change) {
    return change.getExemplars().isEmpty()
        ? Category.newBuilder(change).setExemplars(old.getExemplars()).build()
        : change;
  }

  /** The same, the category named with one exemplar more. */
  private static List<Category> shown(List<Category> current, VocabularyCommand command) {
    String id = ExemplarId.of(command.getExemplar().orElseThrow());
    CategoryEdits edits = new CategoryEdits(current);
    edits.replace(
        onlyName(command),
        category -> {
          List<String> ids = new ArrayList<>(category.getExemplars());
          if (ids.contains(id)) {
            throw new RefusedCommandException(
                "add exemplar: expected another than those of category '%s', it has %s"
                    .formatted(category.getName(), id));
          }
          ids.add(id);
          return Category.newBuilder(category).setExemplars(ids).build();
        });
    return edits.result("add exemplar");
  }

  /** The same, the category named without some of its exemplars. */
  private static List<Category> hidden(List<Category> current, VocabularyCommand command) {
    List<String> unwanted = command.getExemplarIds();
    if (unwanted.isEmpty()) {
      throw new RefusedCommandException("remove exemplar: expected at least one id, got none");
    }
    CategoryEdits edits = new CategoryEdits(current);
    edits.replace(
        onlyName(command),
        category -> {
          List<String> unknown = new ArrayList<>(unwanted);
          unknown.removeAll(category.getExemplars());
          if (!unknown.isEmpty()) {
            throw new RefusedCommandException(
                "remove exemplar: expected exemplars of category '%s', it has no %s"
                    .formatted(category.getName(), unknown));
          }
          List<String> left = new ArrayList<>(category.getExemplars());
          left.removeAll(unwanted);
          return Category.newBuilder(category).setExemplars(left).build();
        });
    return edits.result("remove exemplar");
  }

  private static String onlyName(VocabularyCommand command) {
    List<String> names = command.getNames();
    if (names.size() != 1) {
      throw new RefusedCommandException(
          "exemplar: expected the name of one category, got " + names.size());
    }
    return names.get(0);
  }

  private void replace(String name, UnaryOperator<Category> change) {
    Category replaced = byName.computeIfPresent(key(name), (key, old) -> change.apply(old));
    if (replaced == null) {
      missing.add(name);
    }
  }

  private List<Category> result(String what) {
    if (!missing.isEmpty()) {
      throw new RefusedCommandException(
          "%s: expected names of the vocabulary, it has no %s".formatted(what, missing));
    }
    return List.copyOf(byName.values());
  }

  private static String key(String name) {
    return TextRules.comparable(TextRules.normal(name));
  }
}
