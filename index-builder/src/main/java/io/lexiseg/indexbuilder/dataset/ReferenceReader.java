package io.lexiseg.indexbuilder.dataset;

import io.lexiseg.vision.mask.Mask;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads masks of labels as masks of categories. */
final class ReferenceReader {
  private final LabelTable table;

  ReferenceReader(LabelTable table) {
    this.table = table;
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it is no mask or has labels that mean nothing; the message
   *     does not repeat the file
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  Mask read(Path file) {
    Mask labels = LabelFile.read(file);
    short[] categories = new short[labels.values().length];
    SortedSet<Integer> unknown = new TreeSet<>();
    for (int p = 0; p < categories.length; p++) {
      int label = Short.toUnsignedInt(labels.values()[p]);
      if (table.knows(label)) {
        categories[p] = (short) table.category(label);
      } else {
        unknown.add(label);
      }
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "expected labels of the data set's categories, got also " + unknown);
    }
    return Mask.of(labels.height(), labels.width(), categories);
  }
}
