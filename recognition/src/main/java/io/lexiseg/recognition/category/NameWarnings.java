package io.lexiseg.recognition.category;

import io.lexiseg.vision.similarity.CategoryBank;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is odd about the names of a vocabulary although it can be used: names with the same
 * prototypes, between which a mask decides by chance, and names that sound like the absence of a
 * category.
 */
public final class NameWarnings {
  /**
   * Cosine of two representative prototypes from which on they count as the same. With the lite
   * pack and its index, words of one thing have 0.998 and more, those of different things at most
   * 0.84 (building and house).
   */
  private static final double SAME = 0.99;

  private static final int MAX_WARNINGS = 20;
  private static final int MAX_NAMES = 10;
  private static final Set<String> NOTHING =
      Set.of("background", "nothing", "none", "other", "unlabelled", "unlabeled", "no category");

  private final CategoryBank bank;
  private final float[] prototypes;

  private NameWarnings(CategoryBank bank) {
    this.bank = bank;
    this.prototypes = bank.representatives();
  }

  /** Sentences for people, at most {@value #MAX_WARNINGS}. */
  public static List<String> of(CategoryBank bank) {
    NameWarnings warnings = new NameWarnings(bank);
    List<String> sentences = new ArrayList<>();
    for (List<Integer> group : warnings.groups()) {
      if (group.size() > 1) {
        sentences.add("the index cannot tell apart: " + warnings.listed(group));
      }
    }
    for (String name : bank.names().subList(0, bank.reported())) {
      if (NOTHING.contains(name.toLowerCase(Locale.ROOT))) {
        sentences.add(
            "'%s' is a category like others; what belongs to none has mask value 0: see threshold and negatives"
                .formatted(name));
      }
    }
    return List.copyOf(sentences.subList(0, Math.min(MAX_WARNINGS, sentences.size())));
  }

  /** Categories of which some have the same prototype, those together that do, in order. */
  public static List<List<Integer>> alike(CategoryBank bank) {
    return new NameWarnings(bank).groups().stream().filter(group -> group.size() > 1).toList();
  }

  /** Categories by the first of those that have their prototype, in order. */
  private List<List<Integer>> groups() {
    List<List<Integer>> groups = new ArrayList<>();
    for (int category = 0; category < bank.reported(); category++) {
      if (hasDirection(category)) {
        groupOf(groups, category).add(category);
      }
    }
    return groups;
  }

  private List<Integer> groupOf(List<List<Integer>> groups, int category) {
    for (List<Integer> group : groups) {
      if (same(group.get(0), category)) {
        return group;
      }
    }
    List<Integer> alone = new ArrayList<>();
    groups.add(alone);
    return alone;
  }

  /** Of categories without a prototype nothing is said. */
  private boolean hasDirection(int category) {
    double square = 0;
    int start = category * bank.dimension();
    for (int i = 0; i < bank.dimension(); i++) {
      square += prototypes[start + i] * prototypes[start + i];
    }
    return Math.abs(square - 1) < 1e-3;
  }

  /** The square of the distance of unit vectors is 2 - 2 cos: most pairs are far apart soon. */
  private boolean same(int one, int other) {
    int a = one * bank.dimension();
    int b = other * bank.dimension();
    double square = 0;
    for (int i = 0; i < bank.dimension() && square <= 2 - 2 * SAME; i++) {
      double difference = prototypes[a + i] - prototypes[b + i];
      square += difference * difference;
    }
    return square <= 2 - 2 * SAME;
  }

  private String listed(List<Integer> group) {
    List<String> names =
        group.stream().limit(MAX_NAMES).map(category -> bank.names().get(category)).toList();
    int more = group.size() - names.size();
    return String.join(", ", names) + (more > 0 ? " and %d more".formatted(more) : "");
  }
}
