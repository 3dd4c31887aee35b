package io.lexiseg.recognition.model;

import io.lexiseg.recognition.category.NameWarnings;
import io.lexiseg.recognition.category.NounKinds;
import io.lexiseg.recognition.category.Support;
import io.lexiseg.recognition.category.Support.NearestNoun;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CategorySupport;
import io.lexiseg.schemas.SupportLevel;
import io.lexiseg.vision.setting.BackgroundSettings.World;
import io.lexiseg.vision.setting.BorrowedWords;
import io.lexiseg.vision.similarity.CategoryBank;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who competes for pixels: words with prototypes of their own, and nouns of the index that
 * mean something else than all of them.
 *
 * <p><b>Source:</b> docs/method.md, section 8; this project's.
 */
final class Contest {
  /** Nouns this much less similar than the nearest one count like it. */
  private static final float TIE = 0.02f;

  /** Nouns told of a category at most. */
  private static final int TOLD = 5;

  private final CategoryBank bank;
  private final List<Category> categories;
  private final List<Support> support;
  private final List<CategorySupport> records;
  private final Set<Integer> muted = new HashSet<>();
  private final Map<Integer, String> yieldsTo = new HashMap<>();
  private final Map<Integer, List<String>> aside = new HashMap<>();
  private final float[] handicaps;

  /**
   * A contest in which everybody takes part.
   *
   * @param bank the categories, then negatives, the last of which are the world
   * @param support of each category
   * @param records the same, as told
   */
  Contest(
      CategoryBank bank,
      List<Category> categories,
      List<Support> support,
      List<CategorySupport> records) {
    this.bank = bank;
    this.categories = categories;
    this.support = support;
    this.records = List.copyOf(records);
    this.handicaps = new float[bank.size()];
  }

  /** The bank, without those who do not take part. */
  CategoryBank bank() {
    float[] all = handicaps.clone();
    muted.forEach(n -> all[n] = Float.POSITIVE_INFINITY);
    return bank.withHandicaps(all);
  }

  /** What is told of each category. */
  List<CategorySupport> support() {
    List<CategorySupport> told = new ArrayList<>();
    for (int n = 0; n < records.size(); n++) {
      CategorySupport.Builder record =
          CategorySupport.newBuilder(records.get(n))
              .setPainted(!muted.contains(n))
              .setAside(aside.getOrDefault(n, List.of()));
      Optional.ofNullable(yieldsTo.get(n)).ifPresent(record::setYieldsTo);
      told.add(record.build());
    }
    return told;
  }

  /** Leaves out words with prototypes of other things, unless they say that they borrow. */
  void apply(BorrowedWords rule) {
    if (rule == BorrowedWords.PAINTED) {
      return;
    }
    for (int n = 0; n < categories.size(); n++) {
      if (records.get(n).getLevel() == SupportLevel.NONE && !categories.get(n).getBorrow()) {
        muted.add(n);
      }
    }
    for (List<Integer> group : NameWarnings.alike(bank)) {
      List<Integer> rivals = group.stream().filter(this::mayYield).toList();
      int nearest =
          rivals.stream()
              .max(
                  Comparator.comparing((Integer n) -> support.get(n).bestSimilarity())
                      .thenComparing(Comparator.reverseOrder()))
              .orElse(-1);
      rivals.stream()
          .filter(n -> n != nearest)
          .forEach(
              n -> {
                muted.add(n);
                yieldsTo.put(n, categories.get(nearest).getName());
              });
    }
  }

  private boolean mayYield(int category) {
    return !muted.contains(category)
        && !categories.get(category).getBorrow()
        && records.get(category).getExemplars() == 0;
  }

  /**
   * Lets nouns of the world stand aside that mean a category, and others lose what they are doubted
   * by.
   *
   * @param nouns those of the bank, and those that are names of categories
   */
  void apply(World world, WorldNouns.Chosen nouns) {
    Set<String> named = Set.copyOf(nouns.nouns());
    List<List<NearestNoun>> meaning = new ArrayList<>();
    for (Category category : categories) {
      String name = category.getName();
      meaning.add(
          new ArrayList<>(named.contains(name) ? List.of(new NearestNoun(name, 1)) : List.of()));
    }
    NounKinds kinds = NounKinds.wordNet();
    List<List<Integer>> meanings =
        categories.stream().map(category -> kinds.meanings(category.getName())).toList();
    for (int noun = bank.firstOfWorld(); noun < bank.size(); noun++) {
      Set<Integer> above = kinds.meaningsAbove(bank.name(noun));
      for (int n = 0; n < categories.size(); n++) {
        boolean kind = meanings.get(n).stream().anyMatch(above::contains);
        if (!muted.contains(n) && (kind || means(noun, n, world))) {
          meaning.get(n).add(new NearestNoun(bank.name(noun), text(noun, n)));
        }
      }
    }
    Set<String> left = new HashSet<>();
    for (int n = 0; n < meaning.size(); n++) {
      meaning.get(n).forEach(noun -> left.add(noun.noun()));
      aside.put(
          n,
          meaning.get(n).stream()
              .sorted(Comparator.comparing(noun -> -noun.similarity()))
              .limit(TOLD)
              .map(NearestNoun::noun)
              .toList());
    }
    for (int noun = bank.firstOfWorld(); noun < bank.size(); noun++) {
      if (left.contains(bank.name(noun))) {
        muted.add(noun);
      }
      handicaps[noun] = nouns.doubted().contains(bank.name(noun)) ? (float) world.doubt() : 0;
    }
  }

  private boolean means(int noun, int category, World world) {
    return uses(category, bank.name(noun))
        || text(noun, category) >= world.alike()
        || looksLike(noun, category, world.near());
  }

  /** Whether the category has the noun's prototypes: it is nearest, or as near. */
  private boolean uses(int category, String noun) {
    Support known = support.get(category);
    boolean another = records.get(category).getExemplars() > 0 && known.bestSimilarity() < 1 - TIE;
    return !another
        && known.nearest().stream()
            .takeWhile(nearest -> nearest.similarity() >= known.bestSimilarity() - TIE)
            .anyMatch(nearest -> nearest.noun().equals(noun));
  }

  private float text(int noun, int category) {
    int dimension = bank.textDimension();
    return dot(bank.textEmbeddings(), noun * dimension, category * dimension, dimension);
  }

  private boolean looksLike(int noun, int category, double near) {
    int dimension = bank.dimension();
    return dot(bank.representatives(), noun * dimension, category * dimension, dimension) >= near;
  }

  private static float dot(float[] values, int a, int b, int dimension) {
    float even = 0; // two sums at once, as each addition has to wait for the last
    float odd = 0;
    int d = 0;
    for (; d + 1 < dimension; d += 2) {
      even += values[a + d] * values[b + d];
      odd += values[a + d + 1] * values[b + d + 1];
    }
    return even + odd + (d < dimension ? values[a + d] * values[b + d] : 0);
  }
}
