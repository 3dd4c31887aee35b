package io.lexiseg.cli.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.Background;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.PastVersion;
import io.lexiseg.schemas.Vocabulary;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyVersionsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Background GLARE =
      Background.newBuilder().setNegatives(List.of("glare")).build();

  @Test
  void shouldSayWhatEachVersionChanged() {
    // given
    Category shown = Category.newBuilder().setName("cone").setExemplars(List.of("e")).build();
    Vocabulary vocabulary =
        Vocabulary.newBuilder()
            .setVocabularyId("yard")
            .setVersion(4)
            .setCategories(List.of(shown))
            .setBackground(GLARE)
            .setHistory(
                List.of(
                    past(1, "wall", "cone").build(),
                    past(2, "cone", "wall").build(),
                    past(3, "cone", "wall").setBackground(GLARE).build()))
            .setChangedBy("ann")
            .setChangedAt(NOW)
            .build();

    // when
    VocabularyVersions versions = VocabularyVersions.of(vocabulary);

    // then
    assertThat(versions.all().stream().map(one -> versions.difference(one.getVersion())))
        .containsExactly(
            "+wall, +cone", "order only", "~(no category): negatives", "~cone: exemplars, -wall");
  }

  @Test
  void shouldTellARenameFromOneThatCameAndOneThatLeft() {
    // given
    Vocabulary vocabulary =
        Vocabulary.newBuilder()
            .setVocabularyId("street")
            .setVersion(2)
            .setCategories(VocabularyText.categories(List.of("street", "tree", "car")))
            .setHistory(List.of(past(1, "road", "tree").build()))
            .setChangedBy("ann")
            .setChangedAt(NOW)
            .build();

    // then
    assertThat(VocabularyVersions.of(vocabulary).difference(2))
        .isEqualTo("+car, road is now street");
  }

  private static PastVersion.Builder past(int version, String... names) {
    return PastVersion.newBuilder()
        .setVersion(version)
        .setCategories(VocabularyText.categories(List.of(names)))
        .setChangedBy("ann")
        .setChangedAt(NOW);
  }
}
