package io.lexiseg.cli.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.schemas.Background;
import io.lexiseg.schemas.Category;
import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyDifferenceTest {

  @Test
  void shouldTellWhatCameLeftAndWasRenamed() {
    // when
    VocabularyDifference difference = between("road, sky, tree, car", "road, heaven, car, bus");

    // then
    assertThat(difference.lines()).containsExactly("+ bus", "- tree", "~ sky is now heaven");
  }

  @Test
  void shouldTellOnlyWhatLeftTheOrder() {
    // when
    VocabularyDifference difference = between("a, b, c, d, e", "b, c, d, a, e");

    // then
    assertThat(difference.moved()).containsExactly("a");
    assertThat(difference.added()).isEmpty();
    assertThat(difference.changed()).isEmpty();
  }

  @Test
  void shouldNotCallMovedWhatWentUp() {
    assertThat(between("a, b, c", "b, c").lines()).containsExactly("- a");
  }

  @Test
  void shouldNotCallMovedWhatOnlyHasAnotherName() {
    assertThat(between("a, b, c", "x, b, c").lines()).containsExactly("~ a is now x");
  }

  @Test
  void shouldTellWhatACategorySaysAnew() {
    // given
    Category before = Category.newBuilder().setName("tree").setSynonyms(List.of("oak")).build();
    Category after =
        Category.newBuilder()
            .setName("tree")
            .setSynonyms(List.of("oak", "pine"))
            .setThreshold(0.25f)
            .build();

    // when
    VocabularyDifference difference = VocabularyDifference.of(List.of(before), List.of(after));

    // then
    assertThat(difference.lines())
        .containsExactly(
            "~ tree: synonyms [oak, pine], was [oak]", "~ tree: threshold 0.25, was none");
  }

  @Test
  void shouldTellInWordsWhatACategorySaysNoMore() {
    // given
    String first = "a".repeat(64);
    Category before =
        Category.newBuilder()
            .setName("tree")
            .setThreshold(0.2f)
            .setNegatives(List.of("hedge"))
            .setExemplarWeight(0.8f)
            .setExemplars(List.of(first))
            .build();
    Category after = Category.newBuilder().setName("tree").setThreshold(0.3f).build();

    // when
    VocabularyDifference difference = VocabularyDifference.of(List.of(before), List.of(after));

    // then
    assertThat(difference.lines())
        .containsExactly(
            "~ tree: threshold 0.3, was 0.2",
            "~ tree: negatives none, was [hedge]",
            "~ tree: exemplars none, was [aaaaaaaa]",
            "~ tree: exemplar weight none, was 0.8");
  }

  @Test
  void shouldTellWhatGetsNoCategoryAnymore() {
    // given
    Background glare = Background.newBuilder().setNegatives(List.of("glare")).build();
    List<Category> road = categories("road");

    // when
    VocabularyDifference difference =
        VocabularyDifference.of(VocabularyContent.of(road), new VocabularyContent(road, glare));

    // then
    assertThat(difference.lines()).containsExactly("~ (no category): negatives [glare], was none");
  }

  @Test
  void shouldBeEmptyForTheSame() {
    assertThat(between("a, b", "a, b").isEmpty()).isTrue();
  }

  private static VocabularyDifference between(String before, String after) {
    return VocabularyDifference.of(categories(before), categories(after));
  }

  private static List<Category> categories(String names) {
    return VocabularyText.categories(VocabularyText.names(names));
  }
}
