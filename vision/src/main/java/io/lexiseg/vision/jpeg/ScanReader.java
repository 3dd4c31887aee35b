package io.lexiseg.vision.jpeg;

/**
 * Counts a scan's groups of blocks and its restart markers.
 *
 * <p><b>Source:</b> ITU-T T.81, sections E.2.3 to E.2.5.
 */
final class ScanReader {
  private static final int FIRST_RESTART = 0xD0;
  private static final int RESTARTS = 8;

  private final byte[] bytes;
  private final Scan scan;
  private final int interval;

  /**
   * Creates a reader.
   *
   * @param interval groups between restart markers, 0 for none
   */
  ScanReader(byte[] bytes, Scan scan, int interval) {
    this.bytes = bytes;
    this.scan = scan;
    this.interval = interval;
  }

  /**
   * Reads the scan whole.
   *
   * @param start position of its first byte
   * @return position of the next marker, or the length of the file
   */
  int read(int start) {
    BitReader bits = new BitReader(bytes, start);
    scan.restart();
    int across = scan.unitsAcross();
    long units = (long) across * scan.unitsDown();
    for (long unit = 0; unit < units; unit++) {
      if (interval > 0 && unit > 0 && unit % interval == 0) {
        restart(bits, (int) (unit / interval - 1) % RESTARTS);
      }
      scan.readUnit(bits, (int) (unit / across), (int) (unit % across));
    }
    scan.finish();
    return bits.align();
  }

  private void restart(BitReader bits, int number) {
    scan.finish();
    int position = bits.align();
    int code = position + 1;
    while (code < bytes.length && (bytes[code] & 0xFF) == 0xFF) {
      code++;
    }
    int found = code < bytes.length ? bytes[code] & 0xFF : -1;
    if (found != FIRST_RESTART + number) {
      throw new MalformedJpegException(
          "restart marker %d at byte %d".formatted(number, position),
          found < 0 ? "the end" : "marker " + Integer.toHexString(found));
    }
    scan.restart();
    bits.jump(code + 1);
  }
}
