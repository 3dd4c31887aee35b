package io.lexiseg.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.PreviewArea;
import io.lexiseg.schemas.VocabularyPreview;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AreaTableTest {
  private final AreaTable table = new AreaTable();

  @Test
  void shouldTellWhatChangesOverAllPictures() {
    // when
    table.add(
        preview(
            0.5,
            0.0,
            area("road")
                .setLivePixels(5L)
                .setLiveFraction(0.5)
                .setProposedPixels(2L)
                .setProposedFraction(0.2),
            area("car").setProposedPixels(8L).setProposedFraction(0.8)));
    table.add(
        preview(
            0.0,
            0.0,
            area("road")
                .setLivePixels(1L)
                .setLiveFraction(0.1)
                .setProposedPixels(10L)
                .setProposedFraction(1.0),
            area("car").setProposedPixels(0L),
            area("sky").setLivePixels(9L).setLiveFraction(0.9)));

    // then
    assertThat(table.lines())
        .containsExactly(
            "category        before    after   change",
            "road            30.0 %   60.0 %    +30.0",
            "car                  -   40.0 %    +40.0",
            "sky             45.0 %        -    -45.0",
            "(no category)   25.0 %    0.0 %    -25.0");
  }

  @Test
  void shouldSayNothingWithoutPictures() {
    assertThat(table.lines()).isEmpty();
  }

  private static PreviewArea.Builder area(String category) {
    return PreviewArea.newBuilder().setCategory(category);
  }

  private static VocabularyPreview preview(
      double before, double after, PreviewArea.Builder... areas) {
    return VocabularyPreview.newBuilder()
        .setCommandId("c")
        .setVocabularyId("v")
        .setLiveVersion(1)
        .setProfile("paper")
        .setPicture(1)
        .setPictures(1)
        .setName("n")
        .setHeight(1)
        .setWidth(10)
        .setOverlay(ByteBuffer.allocate(0))
        .setLiveOverlay(ByteBuffer.allocate(0))
        .setLegend(List.of())
        .setAreas(List.of(areas).stream().map(PreviewArea.Builder::build).toList())
        .setLiveUnlabelled(before)
        .setProposedUnlabelled(after)
        .setSupport(List.of())
        .setPreviewedAt(Instant.EPOCH)
        .build();
  }
}
