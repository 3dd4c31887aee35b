package io.lexiseg.vision.feature;

import io.lexiseg.vision.superpixel.LabelMap;

/** Pools nothing: every region vanishes, so that every pixel keeps its dense value. */
public final class NoPooler implements RegionPooler {
  @Override
  public RegionFeatures pool(LabelMap map, TokenGrid grid) {
    return RegionFeatures.vanished(map.regions(), grid.dimension());
  }
}
