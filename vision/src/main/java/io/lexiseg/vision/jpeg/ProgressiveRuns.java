package io.lexiseg.vision.jpeg;

/**
 * Coefficients of a band of a block: their upper bits, or one more bit of each.
 *
 * <p><b>Source:</b> ITU-T T.81, sections G.1.2.2 and G.1.2.3.
 */
final class ProgressiveRuns implements Scan.BlockReader {
  private static final int LONGEST_RUN = 15;

  private final HuffmanTable runs;
  private final int first;
  private final int last;
  private final boolean refining;
  private int emptyBlocks;

  ProgressiveRuns(HuffmanTable runs, int first, int last, boolean refining) {
    this.runs = runs;
    this.first = first;
    this.last = last;
    this.refining = refining;
  }

  @Override
  public void read(BitReader bits, Component component) {
    if (refining) {
      refine(bits, component);
    } else {
      begin(bits, component);
    }
  }

  @Override
  public void finish() {
    if (emptyBlocks > 0) {
      throw new MalformedJpegException("as many empty blocks as there are", emptyBlocks + " more");
    }
  }

  private void begin(BitReader bits, Component component) {
    int coefficient = first;
    while (emptyBlocks == 0 && coefficient <= last) {
      int symbol = runs.decode(bits);
      int run = symbol >> 4;
      int length = symbol & 0xF;
      if (length == 0 && run < LONGEST_RUN) {
        emptyBlocks = (1 << run) + bits.read(run);
      } else {
        coefficient = within(coefficient + run);
        bits.skip(length);
        if (length > 0) {
          component.mark(coefficient);
        }
        coefficient++;
      }
    }
    emptyBlocks = Math.max(0, emptyBlocks - 1);
  }

  private void refine(BitReader bits, Component component) {
    int coefficient = first;
    while (emptyBlocks == 0 && coefficient <= last) {
      int symbol = runs.decode(bits);
      int run = symbol >> 4;
      int length = symbol & 0xF;
      if (length > 1) {
        throw new MalformedJpegException("one more bit of a coefficient", length);
      }
      if (length == 0 && run < LONGEST_RUN) {
        emptyBlocks = (1 << run) + bits.read(run);
      } else {
        bits.skip(length);
        coefficient = behindZeros(bits, component, coefficient, run);
        if (length > 0) {
          component.mark(within(coefficient));
        }
        coefficient++;
      }
    }
    if (emptyBlocks > 0) {
      behindZeros(bits, component, coefficient, Component.COEFFICIENTS);
      emptyBlocks--;
    }
  }

  /** Moves over a run of zeros; what is not zero in between has one more bit here. */
  private int behindZeros(BitReader bits, Component component, int from, int run) {
    int zeros = run;
    int coefficient = from;
    while (coefficient <= last) {
      if (component.significant(coefficient)) {
        bits.skip(1);
      } else if (--zeros < 0) {
        return coefficient;
      }
      coefficient++;
    }
    return coefficient;
  }

  private int within(int coefficient) {
    if (coefficient > last) {
      throw new MalformedJpegException("coefficients up to " + last, coefficient);
    }
    return coefficient;
  }
}
