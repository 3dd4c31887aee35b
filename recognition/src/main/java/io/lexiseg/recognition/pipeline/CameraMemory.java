package io.lexiseg.recognition.pipeline;

import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import io.lexiseg.vision.segmentation.Segmentation;
import io.lexiseg.vision.steady.SceneMemory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one camera between its frames; empty at first. What a mask depends on
 * besides its frame stands here, see docs/steady.md.
 *
 * <p><b>Threads:</b> for one thread at a time.
 */
public final class CameraMemory {
  /** A mask, what its pixels were won with, and both for each pixel. */
  private static final int BYTES_PER_PIXEL = Short.BYTES + Float.BYTES;

  private final SceneMemory<Segmentation> scene = new SceneMemory<>();
  private @Nullable Mask mask;
  private byte[] png = new byte[0];

  /** The part of it that segmentation keeps. */
  SceneMemory<Segmentation> scene() {
    return scene;
  }

  /** The mask as a PNG file; that of the frame before where the mask is that one's, too. */
  byte[] png(Segmentation segmentation) {
    if (segmentation.mask() == mask) {
      return png;
    }
    byte[] encoded = MaskPng.encode(segmentation.mask());
    boolean kept = scene.bytes() > 0;
    mask = kept ? segmentation.mask() : null;
    png = kept ? encoded : new byte[0];
    return encoded;
  }

  /** Memory that it takes, bytes, about. */
  public long bytes() {
    long pixels =
        Optional.ofNullable(mask).map(kept -> (long) kept.height() * kept.width()).orElse(0L);
    return scene.bytes() + BYTES_PER_PIXEL * pixels + png.length;
  }
}
