package io.lexiseg.indexbuilder.faiss;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/** Where the keys of rows begin, for layouts that number their keys themselves. */
final class RowOffsets {
  private static final long ABSENT = -1;

  private final FaissReader in;
  private final long[] offsets;

  RowOffsets(FaissReader in, int count) {
    this.in = in;
    this.offsets = new long[count];
    Arrays.fill(offsets, ABSENT);
  }

  /**
   * Reads the numbers of keys from the file.
   *
   * @param count how many stand there
   * @param offset where the key of the first, second, ... of these numbers begins
   * @throws InvalidImportException if the numbers are not 0..count-1, each once: rows could not be
   *     told
   */
  void putAll(long count, IntToLongFunction offset) {
    long at = in.position();
    int[] read = {0};
    in.forEachInt64(
        count,
        "numbers of keys",
        number -> {
          int i = read[0]++;
          if (number < 0 || number >= offsets.length || offsets[(int) number] != ABSENT) {
            throw in.refused(
                at + (long) Long.BYTES * i,
                "each of the numbers 0..%d once".formatted(offsets.length - 1),
                Long.toString(number));
          }
          offsets[(int) number] = offset.applyAsLong(i);
        });
  }

  /** Checks that every row has its key. */
  void requireFull() {
    for (int row = 0; row < offsets.length; row++) {
      if (offsets[row] == ABSENT) {
        throw in.refused(in.position(), "a key of number " + row, "none");
      }
    }
  }

  long get(int row) {
    return offsets[row];
  }
}
