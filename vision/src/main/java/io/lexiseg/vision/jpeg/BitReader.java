package io.lexiseg.vision.jpeg;

/**
 * Bits of entropy-coded data, up to the next marker or the end of the file. Reading further means
 * that data is missing.
 *
 * <p><b>Source:</b> ITU-T T.81, sections B.1.1.5 and F.2.2.5.
 */
final class BitReader {
  private static final int FULL = Long.SIZE - Byte.SIZE;
  private static final int MARKER = 0xFF;

  private final byte[] bytes;
  private int position;
  private long buffer;
  private int available;

  BitReader(byte[] bytes, int position) {
    this.bytes = bytes;
    this.position = position;
  }

  /** The next bits, 1 to 16, which stay unread; bits that are missing are 0. */
  int peek(int count) {
    if (available < count) {
      fill();
    }
    return available >= count
        ? (int) (buffer >>> (available - count)) & ((1 << count) - 1)
        : (int) (buffer << (count - available)) & ((1 << count) - 1);
  }

  /** Moves over 0 to 16 bits. */
  void skip(int count) {
    if (available < count) {
      fill();
      if (available < count) {
        throw new MalformedJpegException("more data of a scan", "its end at byte " + position);
      }
    }
    available -= count;
  }

  /** The next bits, 0 to 16, as an unsigned number. */
  int read(int count) {
    int bits = count == 0 ? 0 : peek(count);
    skip(count);
    return bits;
  }

  /**
   * Leaves what fills up the last byte. Some cameras put zeros behind; anything else is data that
   * belongs to no block.
   *
   * @return the position of the next marker's first byte, or the length of the file
   */
  int align() {
    available -= available % Byte.SIZE;
    while (available > 0) {
      checkPadding(read(Byte.SIZE));
      fill();
    }
    return position;
  }

  /** Goes on behind a marker. */
  void jump(int to) {
    position = to;
    available = 0;
    buffer = 0;
  }

  private void checkPadding(int value) {
    if (value != 0) {
      throw new MalformedJpegException(
          "nothing behind the last block of a scan", "data before byte " + position);
    }
  }

  private void fill() {
    while (available < FULL && position < bytes.length) {
      int value = bytes[position] & 0xFF;
      int next = position + 1;
      if (value == MARKER) {
        while (next < bytes.length && (bytes[next] & 0xFF) == MARKER) {
          next++;
        }
        if (next >= bytes.length || bytes[next] != 0) {
          return;
        }
        next++;
      }
      buffer = buffer << Byte.SIZE | value;
      available += Byte.SIZE;
      position = next;
    }
  }
}
