package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.feature.RegionFeatures;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.setting.WindowPlan.Window;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.similarity.GlobalSimilarity;
import io.lexiseg.vision.superpixel.LabelMap;

/**
 * What is known of a window before categories are compared.
 *
 * @param window its place in the resized image
 * @param map superpixels, of the window's size
 * @param grid tokens
 * @param features of the regions, pooled from the tokens
 * @param embedding of the window as a whole, unit L2 norm; empty: the global term is off
 * @param names of the regions, {@code [regions, textDimension]}, unit rows; empty: not named
 * @param refinement of the window's scores
 */
@SuppressWarnings("ArrayRecordComponent") // inside the package only; never compared, never written
record EncodedWindow(
    Window window,
    LabelMap map,
    TokenGrid grid,
    RegionFeatures features,
    float[] embedding,
    float[] names,
    WindowRefinement refinement) {

  /** A window whose scores stay as they are. */
  EncodedWindow(
      Window window, LabelMap map, TokenGrid grid, RegionFeatures features, float[] embedding) {
    this(window, map, grid, features, embedding, new float[0], WindowRefinement.NONE);
  }

  /** Cosines of the window as a whole to all categories of a bank. */
  GlobalSimilarity global(CategoryBank bank) {
    return embedding.length == 0
        ? GlobalSimilarity.off(bank.size())
        : GlobalSimilarity.of(embedding, bank);
  }

  boolean hasVanished() {
    for (int region = 0; region < features.regions(); region++) {
      if (features.vanished(region)) {
        return true;
      }
    }
    return false;
  }
}
