package io.lexiseg.vision.pack.lite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What people call the classes of a classifier: nouns, each for one class or more.
 *
 * @param classes how many classes the classifier tells apart
 * @param list in order, no noun twice
 */
public record ClassifierNouns(int classes, List<ClassNoun> list) {
  private static final String IMAGENET = "imagenet-nouns.tsv";
  private static final int IMAGENET_CLASSES = 1000;

  /**
   * One noun.
   *
   * @param noun as people type it
   * @param classes their numbers, ascending, at least one
   */
  public record ClassNoun(String noun, List<Integer> classes) {
    public ClassNoun {
      classes = List.copyOf(classes);
    }
  }

  public ClassifierNouns {
    list = List.copyOf(list);
    Set<String> seen = new HashSet<>();
    for (ClassNoun entry : list) {
      if (entry.noun().isBlank() || !seen.add(entry.noun())) {
        throw new IllegalArgumentException(
            "nouns of classes: expected each noun once, got '%s' again".formatted(entry.noun()));
      }
      if (entry.classes().isEmpty()
          || entry.classes().stream().anyMatch(number -> number < 0 || number >= classes)) {
        throw new IllegalArgumentException(
            "nouns of classes: %s: expected classes 0 to %d, got %s"
                .formatted(entry.noun(), classes - 1, entry.classes()));
      }
    }
  }

  /** Nouns of the 1000 classes of ImageNet-1k. */
  public static ClassifierNouns imageNet() {
    try (InputStream in = ClassifierNouns.class.getResourceAsStream(IMAGENET)) {
      String table =
          new String(Objects.requireNonNull(in, IMAGENET).readAllBytes(), StandardCharsets.UTF_8);
      return parse(table, IMAGENET_CLASSES);
    } catch (IOException e) {
      throw new UncheckedIOException(IMAGENET + ": cannot be read", e);
    }
  }

  /** What people call a class: of its nouns the one for the fewest classes, the first of these. */
  Optional<String> nounOf(int category) {
    return list.stream()
        .filter(entry -> entry.classes().contains(category))
        .min(Comparator.comparingInt(entry -> entry.classes().size()))
        .map(ClassNoun::noun);
  }

  /**
   * Reads a table: a noun, a tab, its classes as {@code 0-1,389}; {@code #} begins a comment.
   *
   * @throws IllegalArgumentException if a line is otherwise, or a noun comes twice
   */
  public static ClassifierNouns parse(String table, int classes) {
    List<ClassNoun> list = new ArrayList<>();
    for (String line : table.lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        list.add(entry(line));
      }
    }
    return new ClassifierNouns(classes, list);
  }

  private static ClassNoun entry(String line) {
    int tab = line.indexOf('\t');
    String numbers = line.substring(tab + 1);
    if (tab < 1 || !numbers.matches("\\d{1,6}(-\\d{1,6})?(,\\d{1,6}(-\\d{1,6})?)*")) {
      throw new IllegalArgumentException(
          "nouns of classes: expected a noun, a tab, numbers and ranges, got '%s'".formatted(line));
    }
    Set<Integer> classes = new TreeSet<>();
    for (String range : numbers.split(",", -1)) {
      int dash = range.indexOf('-');
      int last = Integer.parseInt(range.substring(dash + 1));
      int first = dash < 0 ? last : Integer.parseInt(range.substring(0, dash));
      for (int number = first; number <= last; number++) {
        classes.add(number);
      }
    }
    return new ClassNoun(line.substring(0, tab), List.copyOf(classes));
  }
}
