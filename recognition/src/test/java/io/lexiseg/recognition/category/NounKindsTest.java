package io.lexiseg.recognition.category;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NounKindsTest {
  private static final NounKinds KINDS = NounKinds.wordNet();

  @ParameterizedTest
  @CsvSource({
    "taxi, car", "van, car", "sports car, car", "owl, bird", "spaniel, dog", "church, building",
    "banana, fruit", "banana, food", "sofa, couch", "couch, sofa", "owls, birds", "Taxi, old car",
    "tabby cat, cat", "big tabby cat, animals", "car, car"
  })
  void shouldKnowKindsSynonymsPluralsAndHeads(String noun, String other) {
    assertThat(KINDS.isKindOf(noun, other)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "car, taxi",
    "bird, owl",
    "road, car",
    "tree, forest",
    "building, sky",
    "zzyzx, car",
    "car, zzyzx",
    "zzyzx, zzyzx",
    "'', car",
    "snow, skis"
  })
  void shouldKeepOthersApart(String noun, String other) {
    assertThat(KINDS.isKindOf(noun, other)).isFalse();
  }
}
