package io.lexiseg.vision.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
  @Test
  void shouldPutTheNameInEveryTemplate() {
    assertThat(Templates.apply(List.of("a {}.", "{}"), "traffic $1 light"))
        .containsExactly("a traffic $1 light.", "traffic $1 light");
  }

  @ParameterizedTest
  @ValueSource(strings = {"subset", "maskclip", "simple", "plural", "identity"})
  void shouldOfferSetsOfTemplates(String name) {
    assertThat(Templates.named(name).orElseThrow()).isNotEmpty().allMatch(Templates::isTemplate);
  }

  @Test
  void shouldKnowNoOtherSet() {
    assertThat(Templates.named("full")).isEmpty();
  }

  @Test
  void shouldTellTemplatesFromOtherText() {
    assertThat(Templates.isTemplate("a photo")).isFalse();
    assertThat(Templates.isTemplate("{} and {}")).isFalse();
    assertThat(Templates.isTemplate("a {}")).isTrue();
  }
}
