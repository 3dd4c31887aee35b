package io.lexiseg.vision.prototype;

import io.lexiseg.vision.encoder.DenseEncoder;
import io.lexiseg.vision.feature.RegionFeatures;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.feature.UpsampledPooler;
import io.lexiseg.vision.image.Resizing;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.setting.WindowPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pools prototypes from pictures under masks: for each category the mean of the unit tokens
 * interpolated to its pixels. The whole picture is encoded in one pass.
 *
 * <p><b>Source:</b> docs/method.md, section 12; Eq. 2 with a given mask for the attribution mask.
 *
 * <p><b>Threads:</b> as many as the encoder takes.
 */
public final class MaskPooler {
  private final DenseEncoder encoder;
  private final SegmentationSettings settings;
  private final UpsampledPooler pooler = new UpsampledPooler();

  /**
   * Pools the tokens of an encoder.
   *
   * @param encoder stays the caller's to close
   * @param settings give the size of pictures
   */
  public MaskPooler(DenseEncoder encoder, SegmentationSettings settings) {
    this.encoder = encoder;
    this.settings = settings;
  }

  /**
   * Makes one prototype of each category that is large enough.
   *
   * @param image upright
   * @param mask of the picture; 0 = unlabelled
   * @param leastShare share of the mask's pixels a category needs, 0..1
   * @return in order of category; none if none is large enough
   */
  public List<MaskPrototype> pool(RgbImage image, Mask mask, double leastShare) {
    WindowPlan plan = WindowPlan.of(image.height(), image.width(), settings);
    MaskRegions regions = MaskRegions.of(mask, plan.height(), plan.width(), leastShare);
    if (regions.categories().isEmpty()) {
      return List.of();
    }
    TokenGrid tokens = encoder.encode(Resizing.bilinear(image, plan.height(), plan.width()));
    RegionFeatures features = pooler.pool(regions.map(), tokens);
    List<MaskPrototype> prototypes = new ArrayList<>();
    for (int r = 0; r < regions.categories().size(); r++) {
      if (!features.vanished(r)) {
        prototypes.add(new MaskPrototype(regions.categories().get(r), row(features, r)));
      }
    }
    return prototypes;
  }

  private static float[] row(RegionFeatures features, int row) {
    int dimension = features.dimension();
    return Arrays.copyOfRange(features.values(), row * dimension, (row + 1) * dimension);
  }
}
