package io.lexiseg.vision.pack.checkpoint;

import io.lexiseg.vision.pack.install.HubFile;
import io.lexiseg.vision.pack.transformer.ClipActivation;
import io.lexiseg.vision.pack.transformer.Picture;
import io.lexiseg.vision.pack.transformer.TransformerSize;
import java.util.List;

/**
 * A published network whose patch tokens describe regions.
 *
 * @param name that timm gives it
 * @param backbone its name in packs and prototype indexes
 * @param family how it is built
 * @param patchPx side of a patch
 * @param trainedGrid side of its table of positions, in patches
 * @param sidePx side of the picture that the pack gives it, a multiple of {@code patchPx}
 * @param registers tokens beside the class token that stand for no patch
 * @param layerScale whether blocks scale their results
 * @param activation of the hidden layers; a backbone of the DINO family has exact GELU
 * @param licence of the weights, as SPDX writes it
 * @param sources where the weights are published, the best first
 */
public record LocalBackbone(
    String name,
    String backbone,
    Family family,
    TransformerSize size,
    int patchPx,
    int trainedGrid,
    int sidePx,
    int registers,
    boolean layerScale,
    ClipActivation activation,
    String licence,
    List<HubFile> sources) {
  /** How a network is built. */
  public enum Family {
    /** DINO, DINOv2, DeiT-III. */
    DINO,
    /** CLIP's image tower without its projection. */
    CLIP
  }

  /** Copies the list. */
  public LocalBackbone {
    sources = List.copyOf(sources);
  }

  Picture picture() {
    return new Picture(sidePx, patchPx);
  }
}
