package io.lexiseg.vision.mask;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** One row of PNG samples, replaced by the next: read, unfiltered in place, unpacked. */
final class PngRow {
  private final int sampleBytes;
  private byte[] row;
  private byte[] above;
  private final byte[] filter = new byte[1];

  /**
   * Creates the row above the first: zeros.
   *
   * @param stride bytes of a row without its filter byte
   * @param sampleBytes distance in bytes between neighbours, 1 for less than a byte
   */
  PngRow(int stride, int sampleBytes) {
    this.sampleBytes = sampleBytes;
    this.row = new byte[stride];
    this.above = new byte[stride];
  }

  /** Reads the next row; false when the data ends before it does. */
  boolean next(Inflater inflater) throws DataFormatException {
    byte[] swap = above;
    above = row;
    row = swap;
    if (!fill(inflater, filter) || !fill(inflater, row)) {
      return false;
    }
    for (int i = 0; i < row.length; i++) {
      row[i] += (byte) predicted(i);
    }
    return true;
  }

  /** Writes the samples of the row as values. */
  void unpack(int bitDepth, short[] values, int offset, int width) {
    for (int x = 0; x < width; x++) {
      values[offset + x] =
          switch (bitDepth) {
            case 16 -> (short) ((row[2 * x] << 8) | (row[2 * x + 1] & 0xFF));
            case 8 -> (short) (row[x] & 0xFF);
            default -> (short) packed(bitDepth, x * bitDepth);
          };
    }
  }

  private int packed(int bitDepth, int bit) {
    int shift = 8 - bitDepth - (bit & 7);
    return row[bit >> 3] >> shift & (1 << bitDepth) - 1;
  }

  private int predicted(int i) throws DataFormatException {
    int left = i < sampleBytes ? 0 : row[i - sampleBytes] & 0xFF;
    int up = above[i] & 0xFF;
    int upLeft = i < sampleBytes ? 0 : above[i - sampleBytes] & 0xFF;
    return switch (filter[0]) {
      case 0 -> 0;
      case 1 -> left;
      case 2 -> up;
      case 3 -> (left + up) / 2;
      case 4 -> paeth(left, up, upLeft);
      default -> throw new DataFormatException("expected row filter 0..4, got " + filter[0]);
    };
  }

  private static int paeth(int left, int up, int upLeft) {
    int estimate = left + up - upLeft;
    int toLeft = Math.abs(estimate - left);
    int toUp = Math.abs(estimate - up);
    int toUpLeft = Math.abs(estimate - upLeft);
    if (toLeft <= toUp && toLeft <= toUpLeft) {
      return left;
    }
    return toUp <= toUpLeft ? up : upLeft;
  }

  private static boolean fill(Inflater inflater, byte[] target) throws DataFormatException {
    int filled = 0;
    while (filled < target.length) {
      int read = inflater.inflate(target, filled, target.length - filled);
      if (read == 0) { // finished, or more input wanted than there is
        return false;
      }
      filled += read;
    }
    return true;
  }
}
