package io.lexiseg.vision.pack.checkpoint;

import io.lexiseg.vision.pack.install.HubFile;
import io.lexiseg.vision.pack.transformer.Picture;
import io.lexiseg.vision.pack.transformer.TransformerSize;
import java.util.List;

/**
 * CLIP's two towers as OpenAI trained them, published in one file.
 *
 * @param name that open_clip gives them
 * @param image size of the image tower
 * @param patchPx side of a patch
 * @param sidePx side of the picture
 * @param text size of the text tower
 * @param dimension components of the vectors of both
 * @param licence of the weights, as SPDX writes it
 * @param sources where the weights are published, the best first
 */
public record ClipTowers(
    String name,
    TransformerSize image,
    int patchPx,
    int sidePx,
    TransformerSize text,
    int dimension,
    String licence,
    List<HubFile> sources) {
  /** Copies the list. */
  public ClipTowers {
    sources = List.copyOf(sources);
  }

  Picture picture() {
    return new Picture(sidePx, patchPx);
  }
}
