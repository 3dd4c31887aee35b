package io.lexiseg.vision.prototype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.vision.encoder.DenseEncoder;
import io.lexiseg.vision.encoder.pixel.InputSize;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.setting.PaperPreset;
import io.lexiseg.vision.setting.SegmentationSettings;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PicturePoolerTest {
  private static final SegmentationSettings SAMPLED =
      PaperPreset.valueOf("VOC").settings().with("pooling", "mask-sampled");
  private static final SegmentationSettings UPSAMPLED = SAMPLED.with("pooling", "upsampled");

  private final RandomTokens encoder = new RandomTokens();
  private final RgbImage picture = RgbImage.of(30, 40, new byte[30 * 40 * 3]);

  @Test
  void shouldPoolAsTheIndexFromMasksWhereRegionsAreUpsampled() {
    // given
    Mask mask = rectangle(5, 20, 7, 31);
    PicturePooler pooler = new PicturePooler(encoder, InputSize.AS_IS, UPSAMPLED);

    // when
    float[] pooled = pooler.pool(pooler.tokens(picture), mask).orElseThrow();

    // then
    assertThat(pooled)
        .isEqualTo(new MaskPooler(encoder, UPSAMPLED).pool(picture, mask, 0).get(0).values());
  }

  @Test
  void shouldPoolNothingUnderAnEmptyMask() {
    for (SegmentationSettings settings : new SegmentationSettings[] {SAMPLED, UPSAMPLED}) {
      // given
      PicturePooler pooler = new PicturePooler(encoder, InputSize.AS_IS, settings);

      // when / then
      assertThat(pooler.pool(pooler.tokens(picture), rectangle(0, 0, 0, 0))).isEmpty();
    }
  }

  @Test
  void shouldPoolNothingUnderAMaskBetweenAllTokens() {
    // given: tokens sit at rows 0, 7.25, 14.5, ... of 30
    PicturePooler pooler = new PicturePooler(encoder, InputSize.AS_IS, SAMPLED);

    // when / then
    assertThat(pooler.pool(pooler.tokens(picture), rectangle(3, 5, 10, 30))).isEmpty();
    assertThat(pooler.pool(pooler.tokens(picture), rectangle(3, 8, 10, 30))).isPresent();
  }

  @Test
  void shouldAverageRawTokensUnderTheWholePicture() {
    // given
    PicturePooler pooler = new PicturePooler(encoder, InputSize.AS_IS, SAMPLED);
    TokenGrid tokens = pooler.tokens(picture);
    double mean = 0;
    for (int token = 0; token < 25; token++) {
      mean += tokens.values()[2 * token] / 25;
    }

    // when
    float[] pooled = pooler.pool(tokens, rectangle(0, 30, 0, 40)).orElseThrow();

    // then
    assertThat(pooled[0]).isEqualTo((float) mean, within(1e-5f));
  }

  @Test
  void shouldLeaveResizingToANetworkOfFixedSize() {
    // when
    new PicturePooler(encoder, new InputSize(70, 70), SAMPLED).tokens(picture);
    int asItIs = encoder.height;
    new PicturePooler(encoder, InputSize.AS_IS, SAMPLED).tokens(picture);

    // then
    assertThat(asItIs).isEqualTo(30);
    assertThat(encoder.height).isEqualTo(SAMPLED.shortSide());
  }

  private static Mask rectangle(int top, int bottom, int left, int right) {
    short[] values = new short[30 * 40];
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        values[y * 40 + x] = 1;
      }
    }
    return Mask.of(30, 40, values);
  }

  /** 5 x 5 tokens of two components; remembers how tall the last window was. */
  private static final class RandomTokens implements DenseEncoder {
    int height;

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public TokenGrid encode(RgbImage window) {
      height = window.height();
      Random random = new Random(5);
      float[] values = new float[50];
      for (int i = 0; i < values.length; i++) {
        values[i] = 3 * random.nextFloat() + 1;
      }
      return TokenGrid.of(5, 5, 2, values);
    }
  }
}
