package io.lexiseg.recognition.category;

import io.lexiseg.schemas.Background;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.PastVersion;
import io.lexiseg.schemas.Topics;
import io.lexiseg.vision.text.Templates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Checks the content of a vocabulary as a whole and brings it into its normal form. */
public final class CategoryRules {
  /** Most categories of a vocabulary where nothing else is configured. */
  public static final int STANDARD_LIMIT = 1000;

  private static final int MAX_WORDS = 100;
  private static final int MAX_EXEMPLARS = 16;
  private static final int MAX_ALL_EXEMPLARS = 100;
  private static final int MAX_PROBLEMS = 10;

  /** Leaves room for earlier versions and the ids of commands beside the words. */
  private static final int MAX_WORD_BYTES = 3 * Topics.MAX_VOCABULARY_BYTES / 8;

  private final List<String> problems = new ArrayList<>();
  private final Map<String, Integer> positions = new HashMap<>();
  private final Set<String> negatives = new HashSet<>();

  private CategoryRules() {}

  /**
   * Checks categories, and what gets none.
   *
   * @param maxCategories most categories, and most categories and negatives together
   * @return the same in normal form and order
   * @throws IllegalArgumentException if there are none, too many, or anything is wrong; the message
   *     names what is wrong
   */
  public static VocabularyContent normalised(VocabularyContent content, int maxCategories) {
    List<Category> categories = content.categories();
    if (categories.isEmpty() || categories.size() > maxCategories) {
      throw new RefusedCommandException(
          "categories: expected 1 to %d, got %d".formatted(maxCategories, categories.size()));
    }
    CategoryRules rules = new CategoryRules();
    VocabularyContent normal = rules.normalised(content);
    rules.requireNoProblems();
    rules.requireRoom(normal, maxCategories);
    return normal;
  }

  private VocabularyContent normalised(VocabularyContent content) {
    List<Category> categories = content.categories();
    List<Category> normal = new ArrayList<>();
    for (int position = 1; position <= categories.size(); position++) {
      normal.add(normalised("category " + position, position, categories.get(position - 1)));
    }
    Background background = content.background();
    requireScore("background, threshold", background.getThreshold(), -1);
    List<String> common = texts("background, negatives", background.getNegatives());
    for (int position = 1; position <= normal.size(); position++) {
      compete("category " + position, normal.get(position - 1).getNegatives());
    }
    compete("background", common);
    return new VocabularyContent(
        normal, Background.newBuilder(background).setNegatives(common).build());
  }

  private void requireRoom(VocabularyContent content, int maxCategories) {
    int competing = content.categories().size() + negatives.size();
    if (competing > maxCategories) {
      throw new RefusedCommandException(
          "negatives: expected at most %d categories and negatives together, got %d"
              .formatted(maxCategories, competing));
    }
    int exemplars = VocabularyContent.exemplars(content.categories()).size();
    if (exemplars > MAX_ALL_EXEMPLARS) {
      throw new RefusedCommandException(
          "exemplars: expected at most %d in a vocabulary, got %d"
              .formatted(MAX_ALL_EXEMPLARS, exemplars));
    }
    long bytes = mostBytes(content);
    if (bytes > MAX_WORD_BYTES) {
      throw new RefusedCommandException(
          "categories: expected at most %d bytes of words and templates, got up to %d"
              .formatted(MAX_WORD_BYTES, bytes));
    }
  }

  /** Whether earlier versions have room beside the newest. */
  public static boolean fits(List<PastVersion> history) {
    List<Category> categories =
        history.stream().map(PastVersion::getCategories).flatMap(List::stream).toList();
    return VocabularyContent.exemplars(categories).size() <= MAX_ALL_EXEMPLARS
        && history.stream().mapToLong(past -> mostBytes(VocabularyContent.of(past))).sum()
            <= MAX_WORD_BYTES;
  }

  private static long mostBytes(VocabularyContent content) {
    return Stream.concat(
            content.background().getNegatives().stream(),
            content.categories().stream().flatMap(CategoryRules::words))
        .mapToLong(text -> 3L * text.length() + Integer.BYTES)
        .sum();
  }

  private static Stream<String> words(Category category) {
    return Stream.of(
            List.of(category.getName()),
            category.getSynonyms(),
            category.getTemplates(),
            category.getNegatives(),
            category.getCaptions(),
            category.getExemplars())
        .flatMap(List::stream);
  }

  private Category normalised(String where, int position, Category category) {
    String name = text(where, category.getName());
    Integer first = positions.putIfAbsent(TextRules.comparable(name), position);
    if (first != null && !name.isEmpty()) {
      problems.add(
          "%s '%s': expected a name of its own, got that of category %d"
              .formatted(where, name, first));
    }
    requireExemplars(where, category.getExemplars());
    requireScore(where + ", threshold", category.getThreshold(), -1);
    requireScore(where + ", exemplar weight", category.getExemplarWeight(), 0);
    return Category.newBuilder(category)
        .setName(name)
        .setSynonyms(texts(where + ", synonyms", category.getSynonyms()))
        .setTemplates(templates(where + ", templates", category.getTemplates()))
        .setNegatives(texts(where + ", negatives", category.getNegatives()))
        .setCaptions(captions(where + ", captions", name, category.getCaptions()))
        .build();
  }

  private void requireExemplars(String where, List<String> ids) {
    if (ids.size() > MAX_EXEMPLARS || new HashSet<>(ids).size() < ids.size()) {
      problems.add(
          "%s, exemplars: expected at most %d, each once, got %d"
              .formatted(where, MAX_EXEMPLARS, ids.size()));
    }
  }

  private void requireScore(String where, Optional<Float> value, int lowest) {
    if (value.isPresent() && !(value.get() >= lowest && value.get() <= 1)) {
      problems.add("%s: expected %d to 1, got %s".formatted(where, lowest, value.get()));
    }
  }

  /** Takes negatives down; what is a category cannot be none. */
  private void compete(String where, List<String> words) {
    for (String word : words) {
      String comparable = TextRules.comparable(word);
      negatives.add(comparable);
      Integer category = positions.get(comparable);
      if (category != null && !word.isEmpty()) {
        problems.add(
            "%s, negatives: expected other words than names of categories, got that of category %d"
                .formatted(where, category));
      }
    }
  }

  /** A picture is drawn of each, and what shows the category in it is found by its name. */
  private List<String> captions(String where, String name, List<String> captions) {
    List<String> normal = texts(where, captions);
    String word = TextRules.comparable(name);
    if (!normal.stream().allMatch(caption -> TextRules.comparable(caption).contains(word))) {
      problems.add("%s: expected sentences that hold the name '%s'".formatted(where, name));
    }
    return normal;
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
