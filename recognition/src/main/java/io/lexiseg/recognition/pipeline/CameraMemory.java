package io.lexiseg.recognition.pipeline;

import io.lexiseg.recognition.form.EncodedMask;
import io.lexiseg.recognition.form.MaskEncoder;
import io.lexiseg.recognition.form.MaskForms;
import io.lexiseg.recognition.form.MaskWish;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.region.FollowedRegions;
import io.lexiseg.vision.segmentation.Segmentation;
import io.lexiseg.vision.steady.SceneMemory;
import java.util.List;
import java.util.Optional;

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
  private Optional<Kept> last = Optional.empty();
  private Optional<FollowedRegions> followed = Optional.empty();

  /** The mask of the frame before, and how it was written. */
  private record Kept(Mask mask, MaskForms forms, EncodedMask encoded) {
    long bytes() {
      return (long) BYTES_PER_PIXEL * mask.height() * mask.width() + encoded.heldBytes();
    }
  }

  /** The part of it that segmentation keeps. */
  SceneMemory<Segmentation> scene() {
    return scene;
  }

  /**
   * The mask as its record has it; as that of the frame before where the mask is that one's, too.
   *
   * @param legend names of its values in order
   */
  EncodedMask encode(Segmentation segmentation, List<String> legend, MaskWish wish) {
    Optional<EncodedMask> same =
        last.filter(kept -> kept.mask() == segmentation.mask() && kept.forms().equals(wish.forms()))
            .map(Kept::encoded)
            .filter(kept -> kept.bytes() <= wish.room());
    if (same.isPresent()) {
      return same.get();
    }
    EncodedMask encoded = MaskEncoder.encode(segmentation, legend, wish, followed);
    followed = encoded.followed();
    last =
        scene.bytes() > 0
            ? Optional.of(new Kept(segmentation.mask(), wish.forms(), encoded))
            : Optional.empty();
    return encoded;
  }

  /** Memory that it takes, bytes, about. */
  public long bytes() {
    return scene.bytes()
        + last.map(Kept::bytes).orElse(0L)
        + followed.map(FollowedRegions::bytes).orElse(0L);
  }
}
