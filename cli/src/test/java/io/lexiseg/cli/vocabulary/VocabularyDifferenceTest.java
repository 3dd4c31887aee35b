package io.lexiseg.cli.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

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
