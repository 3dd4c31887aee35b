package io.lexiseg.cli.output;

import io.lexiseg.cli.client.PublishedFrame;
import io.lexiseg.schemas.SegmentationMask;

/**
 * A mask drawn over its frame.
 *
 * <p><b>Ownership:</b> the bytes are kept, not copied; read only.
 */
public final class MaskedFrame {
  private final PublishedFrame frame;
  private final SegmentationMask mask;
  private final byte[] overlay;

  /**
   * A drawn frame.
   *
   * @param overlay JPEG, kept
   */
  public MaskedFrame(PublishedFrame frame, SegmentationMask mask, byte[] overlay) {
    this.frame = frame;
    this.mask = mask;
    this.overlay = overlay;
  }

  /** The frame as it lies in the log. */
  public PublishedFrame frame() {
    return frame;
  }

  /** The result. */
  public SegmentationMask mask() {
    return mask;
  }

  /** The picture with mask and legend, JPEG, not a copy; read only. */
  public byte[] overlay() {
    return overlay;
  }
}
