package io.lexiseg.vision.jpeg;

import java.util.List;

/**
 * One scan: which components it holds and how their blocks are read.
 *
 * @param parts components in order, each with its reader
 */
record Scan(Frame frame, List<Part> parts) {
  private static final int MAX_BLOCKS = 10;

  /**
   * A component of the scan.
   *
   * @param step how much one unit of a mean is worth
   */
  record Part(Component component, BlockReader reader, int step) {}

  Scan {
    parts = List.copyOf(parts);
    int blocks = 0;
    for (Part part : parts) {
      blocks += part.component().horizontal() * part.component().vertical();
    }
    if (parts.isEmpty() || (parts.size() > 1 && blocks > MAX_BLOCKS)) {
      throw new MalformedJpegException("scans of 1 to 10 blocks together", blocks);
    }
  }

  private boolean interleaved() {
    return parts.size() > 1;
  }

  int unitsDown() {
    return interleaved() ? frame.unitsDown() : frame.blocksDown(parts.get(0).component());
  }

  int unitsAcross() {
    return interleaved() ? frame.unitsAcross() : frame.blocksAcross(parts.get(0).component());
  }

  void restart() {
    for (Part part : parts) {
      part.component().restart(part.step());
    }
  }

  void finish() {
    for (Part part : parts) {
      part.reader().finish();
    }
  }

  /** Reads one group of blocks. */
  void readUnit(BitReader bits, int y, int x) {
    if (!interleaved()) {
      Part only = parts.get(0);
      only.component().moveTo(y, x);
      only.reader().read(bits, only.component());
      return;
    }
    for (Part part : parts) {
      int down = part.component().vertical();
      int across = part.component().horizontal();
      for (int i = 0; i < down * across; i++) {
        part.component().moveTo(y * down + i / across, x * across + i % across);
        part.reader().read(bits, part.component());
      }
    }
  }

  /** Reads what one scan holds of one block. */
  interface BlockReader {

    /** Moves over the bits of the component's current block and checks that they are possible. */
    void read(BitReader bits, Component component);

    /** Ends a scan or a restart interval; no run of blocks may be open. */
    default void finish() {}
  }
}
