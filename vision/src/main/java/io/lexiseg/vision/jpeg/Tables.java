package io.lexiseg.vision.jpeg;

import java.util.Arrays;
import java.util.Optional;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/**
 * The tables that scans are read with; each stays until another takes its place.
 *
 * <p><b>Source:</b> ITU-T T.81, sections B.2.4.1 and B.2.4.2.
 */
final class Tables {
  private static final int SLOTS = 4;
  private static final int LENGTHS = 16;

  private final HuffmanTable[] means = new HuffmanTable[SLOTS];
  private final HuffmanTable[] runs = new HuffmanTable[SLOTS];
  private final int[] steps = new int[SLOTS];

  /** Begins with the standard tables, which motion JPEG leaves out. */
  Tables() {
    Arrays.fill(means, HuffmanTable.of(JPEGHuffmanTable.StdDCChrominance));
    Arrays.fill(runs, HuffmanTable.of(JPEGHuffmanTable.StdACChrominance));
    means[0] = HuffmanTable.of(JPEGHuffmanTable.StdDCLuminance);
    runs[0] = HuffmanTable.of(JPEGHuffmanTable.StdACLuminance);
    Arrays.fill(steps, 1);
  }

  HuffmanTable means(int slot) {
    return means[checked(slot)];
  }

  HuffmanTable runs(int slot) {
    return runs[checked(slot)];
  }

  /** Table of means where a scan needs one. */
  Optional<HuffmanTable> means(int slot, boolean needed) {
    return needed ? Optional.of(means(slot)) : Optional.empty();
  }

  /** Quantisation step of means. */
  int step(int slot) {
    return steps[checked(slot)];
  }

  void readHuffman(Segment segment) {
    while (segment.hasMore()) {
      int slot = segment.oneByte();
      int[] counts = new int[LENGTHS];
      int total = 0;
      for (int i = 0; i < LENGTHS; i++) {
        counts[i] = segment.oneByte();
        total += counts[i];
      }
      int[] symbols = new int[total];
      for (int i = 0; i < total; i++) {
        symbols[i] = segment.oneByte();
      }
      (slot >> 4 == 0 ? means : runs)[checked(slot & 0xF)] = new HuffmanTable(counts, symbols);
    }
  }

  void readQuantisation(Segment segment) {
    while (segment.hasMore()) {
      int slot = segment.oneByte();
      boolean wide = slot >> 4 > 0;
      for (int i = 0; i < Component.COEFFICIENTS; i++) {
        int step = wide ? segment.twoBytes() : segment.oneByte();
        if (i == 0) {
          steps[checked(slot & 0xF)] = step;
        }
      }
    }
  }

  private static int checked(int slot) {
    if (slot >= SLOTS) {
      throw new MalformedJpegException("tables 0 to 3", slot);
    }
    return slot;
  }
}
