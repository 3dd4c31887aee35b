package io.lexiseg.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.BoundingBox;
import io.lexiseg.schemas.MaskRegion;
import io.lexiseg.schemas.SegmentationMask;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegionLinesTest {
  private static final MaskRegion CAR =
      new MaskRegion(512L, 1, "car", 6L, 0.0123, 0.75f, new BoundingBox(1, 2, 3, 4));

  @Test
  void shouldTellWhereEachRegionIs() {
    // given
    MaskRegion unscored = MaskRegion.newBuilder(CAR).setId(7).clearMeanScore().build();

    // when, then
    assertThat(lines(List.of(CAR, unscored), 0))
        .containsExactly(
            "  region 512: car, 1.23 %, x 2 to 4, y 1 to 3, score 0.75",
            "  region 7: car, 1.23 %, x 2 to 4, y 1 to 3");
  }

  @Test
  void shouldCountWhatItDoesNotShow() {
    assertThat(lines(Collections.nCopies(12, CAR), 30))
        .hasSize(11)
        .endsWith("  and 32 smaller ones");
    assertThat(lines(Collections.nCopies(10, CAR), 0)).hasSize(10);
    assertThat(lines(List.of(), 0)).isEmpty();
  }

  private static List<String> lines(List<MaskRegion> regions, int leftOut) {
    return RegionLines.of(
        SegmentationMask.newBuilder(Records.mask("gate", 1, "car"))
            .setRegions(regions)
            .setRegionsLeftOut(leftOut)
            .build());
  }
}
