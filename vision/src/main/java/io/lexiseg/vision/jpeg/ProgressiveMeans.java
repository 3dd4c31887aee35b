package io.lexiseg.vision.jpeg;

import java.util.Optional;

/**
 * Means of blocks: their upper bits by difference, then one more bit a scan.
 *
 * <p><b>Source:</b> ITU-T T.81, section G.1.2.1.
 */
final class ProgressiveMeans implements Scan.BlockReader {
  private final Optional<HuffmanTable> means;

  /** Creates a reader of first scans, or of refining ones, which need no table. */
  ProgressiveMeans(Optional<HuffmanTable> means) {
    this.means = means;
  }

  @Override
  public void read(BitReader bits, Component component) {
    if (means.isPresent()) {
      component.addMean(SequentialBlocks.difference(bits, means.get()));
    } else {
      bits.skip(1);
    }
  }
}
