package io.lexiseg.recognition.category;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.similarity.CategoryBank;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameWarningsTest {

  @Test
  void shouldNameWordsThatHaveTheSamePrototype() {
    // given: trees nearly as tree, sky far away, nothing without any
    CategoryBank bank =
        bank(
            List.of("tree", "sky", "trees", "forest", "unicorn", "dragon"),
            new float[] {1, 0, 0, 2, 1, 0.01f, 3, 0, 0, 0, 0, 0});

    // when
    List<String> warnings = NameWarnings.of(bank);

    // then
    assertThat(warnings).containsExactly("the index cannot tell apart: tree, trees, forest");
  }

  @Test
  void shouldNotMindWordsThatAreMerelyAlike() {
    // given: cosines of 0.8 and 0.98
    CategoryBank bank = bank(List.of("road", "pavement", "lane"), new float[] {1, 0, 4, 3, 5, 1});

    // then
    assertThat(NameWarnings.of(bank)).isEmpty();
  }

  @Test
  void shouldExplainNamesOfNothing() {
    // when
    List<String> warnings =
        NameWarnings.of(bank(List.of("sky", "Background"), new float[] {1, 0, 0, 1}));

    // then
    assertThat(warnings)
        .containsExactly(
            "'Background' is a category like others; what belongs to none has mask value 0: see threshold and negatives");
  }

  @Test
  void shouldStayShortWhateverTheVocabulary() {
    // given: a thousand words of one prototype, negatives left out
    List<String> names = new ArrayList<>();
    float[] prototypes = new float[2000];
    for (int i = 0; i < 1000; i++) {
      names.add("word " + i);
      prototypes[2 * i] = 1;
    }

    // when
    List<String> warnings = NameWarnings.of(bank(names, prototypes).withNegatives(100));

    // then
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0)).endsWith("word 8, word 9 and 890 more");
  }

  private static CategoryBank bank(List<String> names, float[] prototypes) {
    return CategoryBank.of(names, 1, 2, new float[names.size()], prototypes);
  }
}
