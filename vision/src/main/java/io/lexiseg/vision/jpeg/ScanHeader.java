package io.lexiseg.vision.jpeg;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a scan holds.
 *
 * <p><b>Source:</b> ITU-T T.81, sections B.2.3 and G.1.1.1.
 */
final class ScanHeader {
  private static final int LARGEST_BIT = 13;

  private final Frame frame;
  private final Tables tables;

  ScanHeader(Frame frame, Tables tables) {
    this.frame = frame;
    this.tables = tables;
  }

  /** Which coefficients, and which of their bits; a previous bit of 0 means none before. */
  private record Band(int first, int last, int previousBit, int bit) {}

  private record Selection(Component component, int meanTable, int runTable) {}

  Scan read(Segment segment) {
    int count = segment.oneByte();
    List<Selection> selections = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Component component = frame.component(segment.oneByte());
      int slots = segment.oneByte();
      selections.add(new Selection(component, slots >> 4, slots & 0xF));
    }
    int first = segment.oneByte();
    int last = segment.oneByte();
    int bits = segment.oneByte();
    Band band =
        frame.progressive()
            ? checked(new Band(first, last, bits >> 4, bits & 0xF), count)
            : new Band(0, Component.COEFFICIENTS - 1, 0, 0);
    return new Scan(frame, selections.stream().map(chosen -> part(chosen, band)).toList());
  }

  private static Band checked(Band band, int components) {
    boolean means = band.first() == 0;
    boolean possible =
        band.last() < Component.COEFFICIENTS
            && band.first() <= band.last()
            && (means ? band.last() == 0 : components == 1)
            && band.bit() <= LARGEST_BIT
            && (band.previousBit() == 0 || band.previousBit() == band.bit() + 1);
    if (!possible) {
      throw new MalformedJpegException("a band that a scan can hold", band);
    }
    return band;
  }

  private Scan.Part part(Selection chosen, Band band) {
    Component component = chosen.component();
    component.advance(band.first(), band.last(), band.previousBit(), band.bit());
    int step = Math.max(1, tables.step(component.quantisation())) << band.bit();
    return new Scan.Part(component, reader(chosen, band), step);
  }

  private Scan.BlockReader reader(Selection chosen, Band band) {
    if (!frame.progressive()) {
      return new SequentialBlocks(tables.means(chosen.meanTable()), tables.runs(chosen.runTable()));
    }
    boolean refining = band.previousBit() > 0;
    if (band.first() == 0) {
      return new ProgressiveMeans(tables.means(chosen.meanTable(), !refining));
    }
    Component component = chosen.component();
    component.remember(frame.blocksDown(component), frame.blocksAcross(component));
    return new ProgressiveRuns(tables.runs(chosen.runTable()), band.first(), band.last(), refining);
  }
}
