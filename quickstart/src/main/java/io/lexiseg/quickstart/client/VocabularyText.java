package io.lexiseg.quickstart.client;

import io.lexiseg.schemas.Category;
import java.util.Arrays;
import java.util.List;

/** Category names as people type them. */
public final class VocabularyText {
  private VocabularyText() {}

  /**
   * Splits names at commas and line ends; blanks around them and empty ones are dropped, everything
   * else is left to whoever judges the vocabulary.
   */
  public static List<String> names(String text) {
    return Arrays.stream(text.split("[,\\r\\n]"))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /** Plain categories of these names. */
  public static List<Category> categories(List<String> names) {
    return names.stream().map(name -> Category.newBuilder().setName(name).build()).toList();
  }
}
