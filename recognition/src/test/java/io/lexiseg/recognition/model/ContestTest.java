package io.lexiseg.recognition.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.recognition.category.Support;
import io.lexiseg.recognition.category.Support.NearestNoun;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CategorySupport;
import io.lexiseg.schemas.SupportLevel;
import io.lexiseg.vision.setting.BackgroundSettings.World;
import io.lexiseg.vision.setting.BorrowedWords;
import io.lexiseg.vision.similarity.CategoryBank;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContestTest {
  private static final World WORLD = new World(0, 0.8, 0.9, 0.01, 512);

  private final List<String> names = new ArrayList<>();
  private final List<float[]> vectors = new ArrayList<>();
  private final List<Category> categories = new ArrayList<>();
  private final List<Support> support = new ArrayList<>();
  private final List<CategorySupport> records = new ArrayList<>();

  @Test
  void shouldLetNounsStandAsideThatMeanACategory() {
    // given
    givenCategory("dog", SupportLevel.STRONG, 0, 0, 0, new NearestNoun("hound", 0.95f));
    givenNoun("hound", 50, 50);
    givenNoun("puppy", 30, 50);
    givenNoun("wolf", 50, 20);
    givenNoun("horse", 50, 50);

    // when
    Contest contest = whenDecided(BorrowedWords.UNPAINTED);

    // then
    assertThat(contest.support().get(0).getAside())
        .containsExactlyInAnyOrder("hound", "puppy", "wolf");
    assertThat(muted(contest)).containsExactly("hound", "puppy", "wolf");
  }

  @Test
  void shouldNotPaintWordsThatNobodyKnows() {
    // given
    givenCategory("cow", SupportLevel.NONE, 0, 0, 0, new NearestNoun("horse", 0.5f));
    givenCategory("dog", SupportLevel.STRONG, 90, 90, 0, new NearestNoun("dog", 1));
    givenNoun("horse", 0, 0);

    // when
    Contest contest = whenDecided(BorrowedWords.UNPAINTED);

    // then: what the word borrowed from competes
    assertThat(muted(contest)).containsExactly("cow");
    assertThat(contest.support())
        .extracting(CategorySupport::getPainted)
        .containsExactly(false, true);
    assertThat(contest.support().get(0).getYieldsTo()).isEmpty();
  }

  @Test
  void shouldPaintWordsThatSayTheyBorrow() {
    // given
    givenCategory("cow", SupportLevel.NONE, 0, 0, 0, new NearestNoun("horse", 0.5f));
    categories.set(0, Category.newBuilder(categories.get(0)).setBorrow(true).build());
    givenNoun("horse", 60, 60);

    // when
    Contest contest = whenDecided(BorrowedWords.UNPAINTED);

    // then
    assertThat(muted(contest)).containsExactly("horse");
    assertThat(contest.support().get(0).getAside()).containsExactly("horse");
  }

  @Test
  void shouldGiveSharedPrototypesToTheNearestWord() {
    // given
    givenCategory("skis", SupportLevel.WEAK, 60, 0, 0, new NearestNoun("snow", 0.66f));
    givenCategory("snow", SupportLevel.STRONG, 0, 0, 0, new NearestNoun("snow", 1));
    givenCategory("ice", SupportLevel.STRONG, 20, 0, 1, new NearestNoun("snow", 0.7f));

    // when
    Contest contest = whenDecided(BorrowedWords.UNPAINTED);

    // then: pictures show what ice is
    assertThat(muted(contest)).containsExactly("skis");
    assertThat(contest.support().get(0).getYieldsTo()).contains("snow");
  }

  @Test
  void shouldLetABorrowingWordShareWithAnother() {
    // given
    givenCategory("skis", SupportLevel.WEAK, 60, 0, 0, new NearestNoun("snow", 0.66f));
    givenCategory("snow", SupportLevel.STRONG, 0, 0, 0, new NearestNoun("snow", 1));
    categories.set(0, Category.newBuilder(categories.get(0)).setBorrow(true).build());

    // when, then
    assertThat(muted(whenDecided(BorrowedWords.UNPAINTED))).isEmpty();
  }

  @Test
  void shouldPaintEverythingAsThePaperDoes() {
    // given
    givenCategory("cow", SupportLevel.NONE, 0, 0, 0, new NearestNoun("horse", 0.5f));
    givenCategory("horse", SupportLevel.STRONG, 60, 0, 0, new NearestNoun("horse", 1));

    // when
    Contest contest = whenDecided(BorrowedWords.PAINTED);

    // then
    assertThat(muted(contest)).isEmpty();
    assertThat(contest.support()).extracting(CategorySupport::getPainted).containsOnly(true);
  }

  private void givenCategory(
      String name,
      SupportLevel level,
      int textDegrees,
      int lookDegrees,
      int exemplars,
      NearestNoun... nearest) {
    categories.add(Category.newBuilder().setName(name).build());
    support.add(new Support(name, 1, List.of(nearest)));
    records.add(
        CategorySupport.newBuilder()
            .setCategory(name)
            .setLevel(level)
            .setExemplars(exemplars)
            .build());
    givenNoun(name, textDegrees, lookDegrees);
  }

  private void givenNoun(String name, int textDegrees, int lookDegrees) {
    names.add(name);
    vectors.add(
        new float[] {
          (float) Math.cos(Math.toRadians(textDegrees)),
          (float) Math.sin(Math.toRadians(textDegrees)),
          (float) Math.cos(Math.toRadians(lookDegrees)),
          (float) Math.sin(Math.toRadians(lookDegrees))
        });
  }

  private Contest whenDecided(BorrowedWords rule) {
    float[] texts = new float[2 * names.size()];
    float[] looks = new float[2 * names.size()];
    for (int n = 0; n < names.size(); n++) {
      System.arraycopy(vectors.get(n), 0, texts, 2 * n, 2);
      System.arraycopy(vectors.get(n), 2, looks, 2 * n, 2);
    }
    int nouns = names.size() - categories.size();
    CategoryBank bank =
        CategoryBank.of(names, 2, 2, texts, looks).withNegatives(nouns).withWorld(nouns);
    Contest contest = new Contest(bank, categories, support, records);
    contest.apply(rule);
    contest.apply(
        WORLD,
        new WorldNouns.Chosen(
            List.copyOf(names.subList(categories.size(), names.size())), Set.of()));
    return contest;
  }

  private List<String> muted(Contest contest) {
    List<String> muted = new ArrayList<>();
    for (int n = 0; n < names.size(); n++) {
      if (contest.bank().isMuted(n)) {
        muted.add(names.get(n));
      }
    }
    return muted;
  }
}
