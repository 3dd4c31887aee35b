package io.lexiseg.cli.viewer.vocabulary;

import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds to what the page says of a vocabulary what is known of it. */
final class WishCompletion {
  private final Map<String, Category> known = new LinkedHashMap<>();

  private WishCompletion(Vocabulary vocabulary) {
    vocabulary.getCategories().forEach(category -> known.put(category.getName(), category));
  }

  /**
   * DEFINE lists names alone: what describes categories that stay, stays with them, and so does
   * what gets no category. PREVIEW is completed to all that would be.
   *
   * @param tried what a PREVIEW tries: DEFINE, ADD or UPDATE
   */
  static VocabularyCommand.Builder completed(
      Vocabulary vocabulary, VocabularyCommand.Builder command, CommandAction tried) {
    WishCompletion completion = new WishCompletion(vocabulary);
    CommandAction action = command.getAction();
    if (action != CommandAction.DEFINE && action != CommandAction.PREVIEW) {
      return command;
    }
    if (!command.hasBackground()) {
      vocabulary.getBackground().ifPresent(command::setBackground);
    }
    List<Category> said = command.hasCategories() ? command.getCategories() : List.of();
    return command.setCategories(
        switch (action == CommandAction.PREVIEW ? tried : action) {
          case ADD -> completion.with(said);
          case UPDATE -> completion.changed(said);
          default -> completion.described(said);
        });
  }

  private List<Category> described(List<Category> named) {
    return named.stream().map(one -> known.getOrDefault(one.getName(), one)).toList();
  }

  private List<Category> with(List<Category> more) {
    more.forEach(one -> known.putIfAbsent(one.getName(), one));
    return List.copyOf(known.values());
  }

  /** Exemplars stay, as the page does not say them. */
  private List<Category> changed(List<Category> anew) {
    anew.forEach(one -> known.merge(one.getName(), one, WishCompletion::withExemplars));
    return List.copyOf(known.values());
  }

  private static Category withExemplars(Category old, Category anew) {
    return Category.newBuilder(anew).setExemplars(old.getExemplars()).build();
  }
}
