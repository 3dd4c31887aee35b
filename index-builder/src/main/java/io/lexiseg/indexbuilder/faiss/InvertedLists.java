package io.lexiseg.indexbuilder.faiss;

import java.util.Arrays;

/** The description of inverted lists that stands before them. */
final class InvertedLists {
  private final FaissReader in;
  private final FaissHeader header;

  InvertedLists(FaissReader in, FaissHeader header) {
    this.in = in;
    this.header = header;
  }

  /**
   * Reads how many keys each list holds.
   *
   * @param lists how many there must be
   * @return sizes in the order of the file, empty lists perhaps left out, as many keys in all as
   *     the index has
   */
  long[] sizes(int lists) {
    requireArrays();
    require(lists, "lists");
    require(header.rowBytes(), "bytes of a key");
    long formAt = in.position();
    String form = in.fourcc();
    long at = in.position();
    return switch (form) {
      case "full" -> {
        long[] sizes = numbers();
        requireSizes(at, sizes, sizes.length == lists);
        yield sizes;
      }
      case "sprs" -> {
        long[] sizes = everySecond(numbers());
        requireSizes(at, sizes, sizes.length <= lists);
        yield sizes;
      }
      default ->
          throw in.refused(formAt, "list sizes of form full or sprs", "'%s'".formatted(form));
    };
  }

  private void requireArrays() {
    long at = in.position();
    String name = in.fourcc();
    if (!name.equals("ilar")) {
      throw in.refused(at, "inverted lists kept as arrays (ilar)", "'%s'".formatted(name));
    }
  }

  private void require(long expected, String what) {
    long at = in.position();
    long found = in.int64(what);
    if (found != expected) {
      throw in.refused(at, "%d %s".formatted(expected, what), Long.toString(found));
    }
  }

  private long[] numbers() {
    long[] numbers = new long[Math.toIntExact(in.vectorLength(Long.BYTES, "list sizes"))];
    int[] next = {0};
    in.forEachInt64(numbers.length, "list sizes", number -> numbers[next[0]++] = number);
    return numbers;
  }

  /** The sizes in pairs of list and size. */
  private static long[] everySecond(long[] pairs) {
    long[] sizes = new long[pairs.length / 2];
    Arrays.setAll(sizes, i -> pairs[2 * i + 1]);
    return sizes;
  }

  private void requireSizes(long at, long[] sizes, boolean enough) {
    boolean possible = Arrays.stream(sizes).allMatch(size -> size >= 0 && size <= header.count());
    long keys = possible ? Arrays.stream(sizes).sum() : -1;
    if (!enough || keys != header.count()) {
      throw in.refused(
          at,
          "sizes of lists that hold %d keys in all".formatted(header.count()),
          "%d sizes, %s".formatted(sizes.length, possible ? keys + " keys" : "one impossible"));
    }
  }
}
