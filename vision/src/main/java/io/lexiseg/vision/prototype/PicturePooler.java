package io.lexiseg.vision.prototype;

import io.lexiseg.vision.encoder.DenseEncoder;
import io.lexiseg.vision.encoder.pixel.InputSize;
import io.lexiseg.vision.feature.MaskSampledPooler;
import io.lexiseg.vision.feature.RegionFeatures;
import io.lexiseg.vision.feature.RegionPooler;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.feature.UpsampledPooler;
import io.lexiseg.vision.image.Resizing;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.setting.SegmentationSettings.Pooling;
import io.lexiseg.vision.setting.WindowPlan;
import io.lexiseg.vision.superpixel.LabelMap;
import java.util.Arrays;
import java.util.Optional;

/**
 * Pools prototypes from one picture under masks that may overlap, in the way in which regions are
 * pooled, so that both can be compared. The whole picture is encoded in one pass.
 *
 * <ul>
 *   <li>{@code MASK_SAMPLED}, the paper's: the mask is resized to the token grid (bilinear,
 *       align_corners = true), left soft, and raw tokens are averaged with it. A mask that no token
 *       position touches gives nothing.
 *   <li>{@code UPSAMPLED}: the mean over the mask's pixels of unit tokens interpolated to them, as
 *       {@link MaskPooler} makes it.
 * </ul>
 *
 * <p>A network of fixed input size gets the picture as it is and resizes it itself; another one
 * gets it in the size of the settings.
 *
 * <p><b>Source:</b> Eq. 2; docs/captions.md. <b>Deviation:</b> the mass of a sampled mask has
 * 1.2e-7 added, as online. This changes the length of a prototype by less than 1e-4 unless the mask
 * has next to no mass.
 *
 * <p><b>Threads:</b> as many as the encoder takes.
 */
public final class PicturePooler {
  private final DenseEncoder encoder;
  private final SegmentationSettings settings;
  private final boolean fixedSize;
  private final RegionPooler sampled = new MaskSampledPooler();
  private final RegionPooler upsampled = new UpsampledPooler();

  /**
   * Pools the tokens of an encoder.
   *
   * @param encoder stays the caller's to close
   * @param input of the encoder
   * @param settings say how to pool, and how large the picture is where the input does not
   */
  public PicturePooler(DenseEncoder encoder, InputSize input, SegmentationSettings settings) {
    this.encoder = encoder;
    this.settings = settings;
    this.fixedSize = input.isFixed();
  }

  /** Tokens of the whole picture. */
  public TokenGrid tokens(RgbImage picture) {
    if (fixedSize) {
      return encoder.encode(picture);
    }
    WindowPlan plan = plan(picture.height(), picture.width());
    return encoder.encode(Resizing.bilinear(picture, plan.height(), plan.width()));
  }

  private WindowPlan plan(int height, int width) {
    return WindowPlan.of(height, width, settings);
  }

  /**
   * Pools tokens under a mask.
   *
   * @param tokens of the mask's picture, finite
   * @param mask 1 where the tokens count, else 0
   * @return {@code [dimension]}, owned by the caller; empty if no token counts
   */
  public Optional<float[]> pool(TokenGrid tokens, Mask mask) {
    if (settings.pooling() == Pooling.MASK_SAMPLED) {
      return row(sampled.pool(regions(mask), tokens));
    }
    WindowPlan plan = plan(mask.height(), mask.width());
    MaskRegions regions = MaskRegions.of(mask, plan.height(), plan.width(), 0);
    return regions.categories().isEmpty()
        ? Optional.empty()
        : row(upsampled.pool(regions.map(), tokens));
  }

  /** Region 0 is the mask, region 1 the rest. */
  private static LabelMap regions(Mask mask) {
    int[] labels = new int[mask.values().length];
    for (int p = 0; p < labels.length; p++) {
      labels[p] = mask.values()[p] == 1 ? 0 : 1;
    }
    return LabelMap.of(mask.height(), mask.width(), 2, labels);
  }

  private static Optional<float[]> row(RegionFeatures features) {
    return features.vanished(0)
        ? Optional.empty()
        : Optional.of(Arrays.copyOf(features.values(), features.dimension()));
  }
}
