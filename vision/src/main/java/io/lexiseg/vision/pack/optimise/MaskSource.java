package io.lexiseg.vision.pack.optimise;

import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.pack.ModelPack;
import java.util.List;

/** Segments the same pictures with whatever pack it is given. */
@FunctionalInterface
public interface MaskSource {
  /** The masks of a pack, always in the same order and of the same sizes. */
  List<Mask> masks(ModelPack pack);
}
