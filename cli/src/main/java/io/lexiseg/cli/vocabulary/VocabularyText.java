package io.lexiseg.cli.vocabulary;

import io.lexiseg.schemas.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Category names as people type them. */
public final class VocabularyText {
  /** A name in quotes, in which two quotes stand for one; or else all up to a separator. */
  private static final Pattern NAME =
      Pattern.compile("\\s*+\"((?:[^\"]|\"\")*+)\"\\s*+(?=[,\\r\\n]|$)|([^,\\r\\n]*+)");

  private VocabularyText() {}

  /**
   * Splits names at commas and line ends; blanks around them and empty ones are dropped, everything
   * else is left to whoever judges the vocabulary. A name that holds a comma stands in double
   * quotes. A byte-order mark in front is no part of the first name.
   */
  public static List<String> names(String text) {
    String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    List<String> names = new ArrayList<>();
    Matcher matcher = NAME.matcher(unmarked);
    int position = 0;
    while (position <= unmarked.length()) {
      matcher.region(position, unmarked.length());
      matcher.lookingAt(); // the second alternative takes anything, nothing too
      String quoted = matcher.group(1);
      String name = quoted == null ? matcher.group(2) : quoted.replace("\"\"", "\"");
      if (!name.isBlank()) {
        names.add(name.strip());
      }
      position = matcher.end() + 1;
    }
    return List.copyOf(names);
  }

  /** A name as {@link #names} reads it back. */
  public static String quoted(String name) {
    return name.indexOf(',') < 0 && !name.startsWith("\"")
        ? name
        : '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Plain categories of these names. */
  public static List<Category> categories(List<String> names) {
    return names.stream().map(name -> Category.newBuilder().setName(name).build()).toList();
  }
}
