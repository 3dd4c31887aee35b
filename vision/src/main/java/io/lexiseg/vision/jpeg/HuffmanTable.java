package io.lexiseg.vision.jpeg;

import java.util.Arrays;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/**
 * Decodes one symbol at a time.
 *
 * <p><b>Source:</b> ITU-T T.81, annex C and section F.2.2.3.
 */
final class HuffmanTable {
  private static final int LONGEST = 16;
  private static final int FAST = 9;

  private final int[] fast = new int[1 << FAST];
  private final int[] lastCode = new int[LONGEST + 1];
  private final int[] offset = new int[LONGEST + 1];
  private final int[] symbols;

  /**
   * Creates a table.
   *
   * @param counts number of codes of each length, 1 to 16
   * @param symbols in order of their codes
   */
  HuffmanTable(int[] counts, int[] symbols) {
    this.symbols = symbols;
    int code = 0;
    int index = 0;
    for (int length = 1; length <= LONGEST; length++) {
      int count = counts[length - 1];
      offset[length] = index - code;
      if (code + count > 1 << length || index + count > symbols.length) {
        throw new MalformedJpegException("a Huffman table", "more codes than can be");
      }
      spread(code, count, length, index);
      code += count;
      index += count;
      lastCode[length] = code - 1;
      code <<= 1;
    }
  }

  private void spread(int code, int count, int length, int index) {
    int copies = 1 << Math.max(0, FAST - length);
    for (int i = 0; i < count && length <= FAST; i++) {
      int first = (code + i) << (FAST - length);
      Arrays.fill(fast, first, first + copies, length << Byte.SIZE | symbols[index + i]);
    }
  }

  /** The standard table that files of motion JPEG leave out. */
  static HuffmanTable of(JPEGHuffmanTable standard) {
    int[] counts = new int[LONGEST];
    short[] lengths = standard.getLengths();
    for (int i = 0; i < lengths.length; i++) {
      counts[i] = lengths[i];
    }
    short[] values = standard.getValues();
    int[] symbols = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      symbols[i] = values[i];
    }
    return new HuffmanTable(counts, symbols);
  }

  /** The symbol of the next code. */
  int decode(BitReader bits) {
    int next = bits.peek(LONGEST);
    int entry = fast[next >>> (LONGEST - FAST)];
    if (entry != 0) {
      bits.skip(entry >>> Byte.SIZE);
      return entry & 0xFF;
    }
    for (int length = FAST + 1; length <= LONGEST; length++) {
      int code = next >>> (LONGEST - length);
      if (code <= lastCode[length] && code + offset[length] >= 0) {
        bits.skip(length);
        return symbols[code + offset[length]];
      }
    }
    bits.skip(LONGEST);
    throw new MalformedJpegException("a code of the Huffman table", "another");
  }
}
