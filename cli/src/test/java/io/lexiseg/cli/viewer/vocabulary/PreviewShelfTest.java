package io.lexiseg.cli.viewer.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.VocabularyPreview;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreviewShelfTest {
  private final PreviewShelf shelf = new PreviewShelf();

  @Test
  void shouldShowPicturesBeforeAndAfter() {
    // when
    shelf.add(preview("one", 1, 4));
    shelf.add(preview("two", 1, 4));

    // then
    assertThat(shelf.views("one")).singleElement().satisfies(this::isTheFirst);
    assertThat(shelf.picture("one", 1, false).orElseThrow()).hasSize(4);
    assertThat(shelf.picture("one", 1, true)).isEmpty();
    assertThat(shelf.picture("one", 2, false)).isEmpty();
    assertThat(shelf.views("three")).isEmpty();
  }

  private void isTheFirst(com.fasterxml.jackson.databind.JsonNode view) {
    assertThat(view.path("picture").asInt()).isEqualTo(1);
    assertThat(view.has("overlay")).isFalse();
  }

  @Test
  void shouldForgetTheOldestWhereThereIsNoRoom() {
    // when
    for (int picture = 1; picture <= 40; picture++) {
      shelf.add(preview("one", picture, 1 << 20));
    }

    // then
    assertThat(shelf.views("one")).hasSize(31);
    assertThat(shelf.picture("one", 1, false)).isEmpty();
    assertThat(shelf.picture("one", 40, false)).isPresent();
  }

  private static VocabularyPreview preview(String command, int picture, int bytes) {
    return VocabularyPreview.newBuilder()
        .setCommandId(command)
        .setVocabularyId("default")
        .setLiveVersion(0)
        .setProfile("paper")
        .setPicture(picture)
        .setPictures(picture)
        .setName("gate")
        .setHeight(1)
        .setWidth(1)
        .setOverlay(ByteBuffer.wrap(new byte[bytes]))
        .setLegend(List.of())
        .setAreas(List.of())
        .setSupport(List.of())
        .setPreviewedAt(Instant.EPOCH)
        .build();
  }
}
