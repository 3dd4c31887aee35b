package io.lexiseg.cli.output;

import io.lexiseg.cli.client.FrameReader;
import io.lexiseg.schemas.SegmentationMask;
import java.util.Optional;

/**
 * Writes masks from the log with overlays on their frames.
 *
 * <p><b>Threads:</b> one at a time. <b>Ownership:</b> drawer and files stay the caller's.
 */
public final class MaskSaver {
  private final OverlayDrawer drawer;
  private final MaskFiles files;

  /** Joins a drawer and a folder. */
  public MaskSaver(OverlayDrawer drawer, MaskFiles files) {
    this.drawer = drawer;
    this.files = files;
  }

  /** Writes one mask. */
  public Optional<MaskedFrame> save(SegmentationMask mask) {
    Optional<MaskedFrame> frame = drawer.draw(mask);
    String name =
        frame
            .map(masked -> masked.frame().name())
            .orElseGet(() -> FrameReader.nameOf(mask.getSource()));
    files.write(name, mask, frame.map(MaskedFrame::overlay));
    return frame;
  }
}
