package io.lexiseg.recognition.category;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.schemas.Background;
import io.lexiseg.schemas.Category;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Thresholds, weights and negatives; what names may look like is in VocabularyCommandsTest. */
class CategoryRulesTest {
  @Test
  void shouldBringNegativesIntoTheirNormalForm() {
    // given
    VocabularyContent content =
        content(background(0.5f, "  wet   glare "), category("road", 0.6f, " kerb ", "dirt"));

    // when
    VocabularyContent normal = CategoryRules.normalised(content, 10);

    // then
    assertThat(normal.background().getNegatives()).containsExactly("wet glare");
    assertThat(normal.background().getThreshold()).contains(0.5f);
    assertThat(normal.categories().get(0).getNegatives()).containsExactly("kerb", "dirt");
    assertThat(normal.categories().get(0).getThreshold()).contains(0.6f);
  }

  @Test
  void shouldNameEverythingThatIsWrongAtOnce() {
    // given
    Category heavy =
        Category.newBuilder(category("sky", -1.5f, "\u0007")).setExemplarWeight(1.25f).build();
    VocabularyContent content =
        content(
            background(Float.NaN, "ROAD", "a<|endoftext|>"), category("road", 2f, "Sky"), heavy);

    // when, then
    assertThatThrownBy(() -> CategoryRules.normalised(content, 10))
        .isInstanceOf(RefusedCommandException.class)
        .hasMessage(
            "category 1, threshold: expected -1 to 1, got 2.0"
                + "; category 2, threshold: expected -1 to 1, got -1.5"
                + "; category 2, exemplar weight: expected 0 to 1, got 1.25"
                + "; category 2, negatives: expected text, got control or unassigned characters"
                + "; background, threshold: expected -1 to 1, got NaN"
                + "; background, negatives: expected words, got a control token of a tokenizer"
                + "; category 1, negatives: expected other words than names of categories,"
                + " got that of category 2"
                + "; background, negatives: expected other words than names of categories,"
                + " got that of category 1");
  }

  @Test
  void shouldCountEachNegativeOnceAmongWhatCompetes() {
    // given: two categories and two negatives, each named twice
    VocabularyContent content =
        content(
            background(null, "glare", "Kerb"),
            category("road", null, "kerb"),
            category("sky", null, "GLARE"));

    // when
    VocabularyContent normal = CategoryRules.normalised(content, 4);

    // then
    assertThat(normal.categories()).hasSize(2);
    assertThatThrownBy(() -> CategoryRules.normalised(content, 3))
        .hasMessage("negatives: expected at most 3 categories and negatives together, got 4");
  }

  @Test
  void shouldRefuseMoreNegativesThanACategoryMayHave() {
    // given
    String[] words = IntStream.range(0, 101).mapToObj(i -> "word " + i).toArray(String[]::new);

    // when, then
    assertThatThrownBy(
            () ->
                CategoryRules.normalised(
                    content(background(null), category("a", null, words)), 1000))
        .hasMessage("category 1, negatives: expected at most 100, got 101");
  }

  private static VocabularyContent content(Background background, Category... categories) {
    return new VocabularyContent(List.of(categories), background);
  }

  private static Background background(@Nullable Float threshold, String... negatives) {
    Background.Builder background = Background.newBuilder().setNegatives(List.of(negatives));
    if (threshold != null) {
      background.setThreshold(threshold);
    }
    return background.build();
  }

  private static Category category(String name, @Nullable Float threshold, String... negatives) {
    Category.Builder category =
        Category.newBuilder().setName(name).setNegatives(List.of(negatives));
    if (threshold != null) {
      category.setThreshold(threshold);
    }
    return category.build();
  }
}
