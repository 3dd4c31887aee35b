package io.lexiseg.cli.output;

import io.lexiseg.schemas.SegmentationMask;

/**
 * A mask drawn over its frame.
 *
 * <p><b>Ownership:</b> the bytes are kept, not copied; read only.
 */
public final class MaskedFrame {
  private final String name;
  private final SegmentationMask mask;
  private final byte[] overlay;

  /**
   * A drawn frame.
   *
   * @param name what files made from the frame are called, without extension
   * @param overlay JPEG, kept
   */
  public MaskedFrame(String name, SegmentationMask mask, byte[] overlay) {
    this.name = name;
    this.mask = mask;
    this.overlay = overlay;
  }

  /** What files made from the frame are called, without extension. */
  public String name() {
    return name;
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
