package io.lexiseg.processor.vocabulary;

import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.PastVersion;
import io.lexiseg.schemas.Topics;
import io.lexiseg.vision.text.Templates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Checks the categories of a vocabulary as a whole and brings them into their normal form. */
public final class CategoryRules {
  /** Most categories of a vocabulary where nothing else is configured. */
  public static final int STANDARD_LIMIT = 1000;

  private static final int MAX_WORDS = 100;
  private static final int MAX_PROBLEMS = 10;

  /** Leaves room for earlier versions and the ids of commands beside the words. */
  private static final int MAX_WORD_BYTES = 3 * Topics.MAX_VOCABULARY_BYTES / 8;

  private final List<String> problems = new ArrayList<>();
  private final Map<String, Integer> positions = new HashMap<>();

  private CategoryRules() {}

  /**
   * Checks categories.
   *
   * @return the same in normal form and order
   * @throws IllegalArgumentException if there are none, too many, or any is wrong; the message
   *     names what is wrong
   */
  public static List<Category> normalised(List<Category> categories, int maxCategories) {
    if (categories.isEmpty() || categories.size() > maxCategories) {
      throw new RefusedCommandException(
          "categories: expected 1 to %d, got %d".formatted(maxCategories, categories.size()));
    }
    CategoryRules rules = new CategoryRules();
    List<Category> normal = new ArrayList<>();
    for (int position = 1; position <= categories.size(); position++) {
      normal.add(rules.normalised(position, categories.get(position - 1)));
    }
    rules.requireNoProblems();
    requireRoom(normal);
    return normal;
  }

  private static void requireRoom(List<Category> categories) {
    long bytes = mostBytes(categories);
    if (bytes > MAX_WORD_BYTES) {
      throw new RefusedCommandException(
          "categories: expected at most %d bytes of words and templates, got up to %d"
              .formatted(MAX_WORD_BYTES, bytes));
    }
  }

  /** Whether earlier versions have room beside the newest. */
  static boolean fits(List<PastVersion> history) {
    return history.stream().mapToLong(past -> mostBytes(past.getCategories())).sum()
        <= MAX_WORD_BYTES;
  }

  private static long mostBytes(List<Category> categories) {
    return categories.stream()
        .flatMap(
            category ->
                Stream.of(
                        List.of(category.getName()),
                        category.getSynonyms(),
                        category.getTemplates(),
                        category.getNegatives())
                    .flatMap(List::stream))
        .mapToLong(text -> 3L * text.length() + Integer.BYTES)
        .sum();
  }

  private Category normalised(int position, Category category) {
    String where = "category " + position;
    String name = text(where, category.getName());
    Integer first = positions.putIfAbsent(TextRules.comparable(name), position);
    if (first != null && !name.isEmpty()) {
      problems.add(
          "%s: expected a name of its own, got that of category %d".formatted(where, first));
    }
    if (category.getThreshold().isPresent() || !category.getNegatives().isEmpty()) {
      problems.add(where + ": expected no threshold and no negatives, this version applies none");
    }
    return Category.newBuilder(category)
        .setName(name)
        .setSynonyms(texts(where + ", synonyms", category.getSynonyms()))
        .setTemplates(templates(where + ", templates", category.getTemplates()))
        .build();
  }

  private List<String> templates(String where, List<String> templates) {
    List<String> normal = texts(where, templates);
    if (!normal.stream().allMatch(Templates::isTemplate)) {
      problems.add(where + ": expected {} once, where the word goes");
    }
    return normal;
  }

  private List<String> texts(String where, List<String> texts) {
    if (texts.size() > MAX_WORDS) {
      problems.add("%s: expected at most %d, got %d".formatted(where, MAX_WORDS, texts.size()));
      return List.of();
    }
    return texts.stream().map(text -> text(where, text)).toList();
  }

  private String text(String where, String text) {
    String normal = TextRules.normal(text);
    TextRules.problem(normal).ifPresent(problem -> problems.add(where + ": " + problem));
    return normal;
  }

  private void requireNoProblems() {
    if (!problems.isEmpty()) {
      String more =
          problems.size() > MAX_PROBLEMS
              ? "; and %d more".formatted(problems.size() - MAX_PROBLEMS)
              : "";
      throw new RefusedCommandException(
          String.join("; ", problems.subList(0, Math.min(MAX_PROBLEMS, problems.size()))) + more);
    }
  }
}
