package io.lexiseg.vision.jpeg;

/**
 * Whole blocks: one difference of means, then coefficients behind runs of zeros.
 *
 * <p><b>Source:</b> ITU-T T.81, section F.2.2.
 */
final class SequentialBlocks implements Scan.BlockReader {
  private static final int LONGEST_RUN = 15;

  private final HuffmanTable means;
  private final HuffmanTable runs;

  SequentialBlocks(HuffmanTable means, HuffmanTable runs) {
    this.means = means;
    this.runs = runs;
  }

  @Override
  public void read(BitReader bits, Component component) {
    component.addMean(difference(bits, means));
    int coefficient = 1;
    while (coefficient < Component.COEFFICIENTS) {
      int symbol = runs.decode(bits);
      int run = symbol >> 4;
      int length = symbol & 0xF;
      if (symbol == 0) {
        return;
      }
      coefficient += run + 1;
      if (coefficient > Component.COEFFICIENTS || (length == 0 && run < LONGEST_RUN)) {
        throw new MalformedJpegException("blocks of 64 coefficients", "more");
      }
      bits.skip(length);
    }
  }

  /** The signed difference that follows. */
  static int difference(BitReader bits, HuffmanTable table) {
    int length = table.decode(bits);
    if (length > 11) {
      throw new MalformedJpegException("a difference of at most 11 bits", length);
    }
    int value = bits.read(length);
    return length > 0 && value < 1 << (length - 1) ? value - (1 << length) + 1 : value;
  }
}
