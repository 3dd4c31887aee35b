package io.lexiseg.vision.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTest {
  @Test
  void shouldPutTheNameInEveryTemplate() {
    assertThat(Templates.apply(List.of("a {}.", "{}"), "traffic $1 light"))
        .containsExactly("a traffic $1 light.", "traffic $1 light");
  }

  @ParameterizedTest
  @CsvSource({
    "full, 80",
    "maskclip, 5",
    "full+maskclip, 85",
    "subset, 7",
    "subset+maskclip, 12",
    "simple, 1",
    "plural, 1",
    "identity, 1",
    "custom, 9"
  })
  void shouldOfferSetsOfTemplates(String name, int size) {
    assertThat(Templates.named(name).orElseThrow())
        .hasSize(size)
        .doesNotHaveDuplicates()
        .allMatch(Templates::isTemplate);
  }

  @Test
  void shouldKeepTheOrderOfTheFullSet() {
    assertThat(Templates.named("full").orElseThrow())
        .startsWith("a bad photo of a {}.", "a photo of many {}.", "a sculpture of a {}.")
        .endsWith("a photo of a cool {}.", "a photo of a small {}.", "a tattoo of the {}.");
  }

  @Test
  void shouldKnowNoOtherSet() {
    assertThat(Templates.named("everything")).isEmpty();
    assertThat(Templates.names()).hasSize(9).startsWith("full");
  }

  @Test
  void shouldTellTemplatesFromOtherText() {
    assertThat(Templates.isTemplate("a photo")).isFalse();
    assertThat(Templates.isTemplate("{} and {}")).isFalse();
    assertThat(Templates.isTemplate("a {}")).isTrue();
  }
}
