package io.lexiseg.vision.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.vision.encoder.DenseEncoder;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.ImageEncoder;
import io.lexiseg.vision.encoder.RegionEncoder;
import io.lexiseg.vision.encoder.TextEncoder;
import io.lexiseg.vision.feature.RegionFeatures;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.setting.PaperPreset;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.superpixel.LabelMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two categories with the same prototype: what a region is called decides between them. */
class NamedRegionsTest {
  private static final int HEIGHT = 30;
  private static final int WIDTH = 40;
  private static final SegmentationSettings PLAIN =
      PaperPreset.CONTEXT.settings().with("windowing", "whole").with("localWeight", "1");

  /** The left half is region 0, the right half region 1. */
  private static LabelMap halves(RgbImage image) {
    int[] labels = new int[image.height() * image.width()];
    for (int p = 0; p < labels.length; p++) {
      labels[p] = p % image.width() * 2 / image.width();
    }
    return LabelMap.of(image.height(), image.width(), 2, labels);
  }

  @Test
  void shouldGiveEachRegionToTheCategoryItIsCalled() {
    // when: region 0 is called like the second category, region 1 like the first
    short[] named = segmented(PLAIN.with("nameWeight", "0.2"), naming(0, 1, 1, 0));
    short[] plain = segmented(PLAIN, naming(0, 1, 1, 0));
    // then
    assertThat(plain).containsOnly(1);
    assertThat(named[0]).isEqualTo((short) 2);
    assertThat(named[WIDTH - 1]).isEqualTo((short) 1);
    assertThat(named).contains((short) 1, (short) 2);
  }

  @Test
  void shouldRefuseAPackThatCannotName() {
    assertThatThrownBy(() -> segmented(PLAIN.with("nameWeight", "0.2"), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nameWeight: expected a pack that names regions");
  }

  private static short[] segmented(SegmentationSettings settings, Optional<RegionEncoder> regions) {
    CategoryBank bank =
        CategoryBank.of(
            List.of("first", "second"),
            2,
            3,
            new float[] {1, 0, 0, 1},
            new float[] {1, 2, 3, 1, 2, 3});
    return new PrototypeSegmenter(
            new Naming(regions),
            Runnable::run,
            same -> NamedRegionsTest::halves,
            (image, h, w) -> RgbImage.of(h, w, new byte[h * w * 3]))
        .segment(RgbImage.of(HEIGHT, WIDTH, new byte[HEIGHT * WIDTH * 3]), bank, settings)
        .mask()
        .values();
  }

  private static Optional<RegionEncoder> naming(float... names) {
    return Optional.of(
        new RegionEncoder() {
          @Override
          public int dimension() {
            return 2;
          }

          @Override
          public float[] embed(RegionFeatures features) {
            assertThat(features.regions()).isEqualTo(2);
            return names.clone();
          }
        });
  }

  private static final class Naming implements Encoders {
    private final FakeEncoders others = new FakeEncoders(4, 5, 3, 2, 7);
    private final Optional<RegionEncoder> regions;

    Naming(Optional<RegionEncoder> regions) {
      this.regions = regions;
    }

    @Override
    public DenseEncoder dense() {
      return others.dense();
    }

    @Override
    public ImageEncoder image() {
      return others.image();
    }

    @Override
    public TextEncoder text() {
      return others.text();
    }

    @Override
    public Optional<RegionEncoder> regions() {
      return regions;
    }

    @Override
    public void close() {}
  }
}
