package io.lexiseg.indexbuilder.faiss;

import java.util.Arrays;
import java.util.Set;

/**
 * Finds the keys in a file that faiss wrote. What faiss searches with is passed over: a graph's
 * links and the centroids of inverted lists, since the search here is exact.
 *
 * <p>Read are {@code IxFI} (flat), {@code IHNf} (graph over flat), {@code IwFl} (inverted lists of
 * flat vectors) and {@code IxMp}/{@code IxM2} (one of these with numbers of its own), all with
 * inner product as their metric; the layouts are described in docs/prototype-index.md.
 */
final class FaissLayoutReader {
  private static final int DEEPEST = 3;
  private static final int LARGEST_DIMENSION = 1 << 16;
  private static final int MOST_KEYS = Integer.MAX_VALUE - Long.BYTES;
  private static final int HASH = 2;
  private static final Set<String> FLAT = Set.of("IxFI", "IxF2", "IxFl");
  private static final Set<String> RENUMBERED = Set.of("IxMp", "IxM2");

  private final FaissReader in;

  private FaissLayoutReader(FaissReader in) {
    this.in = in;
  }

  /**
   * Reads a whole file's layout.
   *
   * @throws InvalidImportException naming the byte, if it is of another layout or cut short
   */
  static FaissLayout read(FaissReader in) {
    FaissLayout layout = new FaissLayoutReader(in).index(1);
    in.requireEnd();
    return layout;
  }

  private FaissLayout index(int depth) {
    long at = in.position();
    String name = in.fourcc();
    if (FLAT.contains(name)) {
      return flat(name);
    }
    if (name.equals("IHNf")) {
      return graph();
    }
    if (name.equals("IwFl") && depth < DEEPEST) {
      return invertedLists(depth);
    }
    if (RENUMBERED.contains(name) && depth < DEEPEST) {
      return renumbered(name, depth);
    }
    throw in.refused(
        at, "a faiss index of type IxFI, IHNf, IwFl or IxMp", "'%s'%s".formatted(name, hint(name)));
  }

  private static String hint(String name) {
    return switch (name.substring(0, 2)) {
      case "PK" -> ", a zip archive: unpack it first";
      case "\\x" -> ", perhaps a compressed file: unpack it first";
      case "<!", "<h", "<H" -> ", a web page: the download failed";
      default -> "";
    };
  }

  private FaissLayout flat(String name) {
    Header header = header();
    long at = in.position();
    long floats = in.vectorLength(Float.BYTES, "components");
    if (floats != (long) header.count * header.dimension) {
      throw in.refused(
          at,
          "%d components, %d keys of %d"
              .formatted((long) header.count * header.dimension, header.count, header.dimension),
          Long.toString(floats));
    }
    long base = in.position();
    in.skip(floats * Float.BYTES, "keys");
    long rowBytes = header.rowBytes();
    return new FaissLayout(name, header.dimension, header.count, row -> base + row * rowBytes);
  }

  private FaissLayout graph() {
    Header header = header();
    in.skipVector(Double.BYTES, "level probabilities");
    in.skipVector(Integer.BYTES, "neighbours of levels");
    requireLength(header.count, Integer.BYTES, "levels");
    requireLength(header.count + 1L, Long.BYTES, "link offsets");
    in.skipVector(Integer.BYTES, "links");
    in.skip(5L * Integer.BYTES, "graph settings");
    long at = in.position();
    String name = in.fourcc();
    if (!FLAT.contains(name)) {
      throw in.refused(at, "flat vectors (IxFI) under the graph", "'%s'".formatted(name));
    }
    return nested("IHNf", header, flat(name), at);
  }

  private void requireLength(long expected, int elementBytes, String what) {
    long at = in.position();
    long length = in.skipVector(elementBytes, what);
    if (length != expected) {
      throw in.refused(at, "%d %s".formatted(expected, what), Long.toString(length));
    }
  }

  private FaissLayout renumbered(String name, int depth) {
    Header header = header();
    long nestedAt = in.position();
    FaissLayout keys = nested(name, header, index(depth + 1), nestedAt);
    long at = in.position();
    long length = in.vectorLength(Long.BYTES, "numbers of keys");
    if (length != header.count) {
      throw in.refused(at, "%d numbers of keys".formatted(header.count), Long.toString(length));
    }
    RowOffsets offsets = new RowOffsets(in, header.count);
    offsets.putAll(header.count, keys.offsets());
    return new FaissLayout(keys.type(), header.dimension, header.count, offsets::get);
  }

  private FaissLayout nested(String name, Header header, FaissLayout keys, long at) {
    if (keys.dimension() != header.dimension || keys.count() != header.count) {
      throw in.refused(
          at,
          "%d keys of %d components inside".formatted(header.count, header.dimension),
          "%d of %d".formatted(keys.count(), keys.dimension()));
    }
    return new FaissLayout(
        name + "/" + keys.type(), keys.dimension(), keys.count(), keys.offsets());
  }

  private FaissLayout invertedLists(int depth) {
    Header header = header();
    long at = in.position();
    long lists = in.int64("the number of lists");
    in.int64("the number of lists to search");
    FaissLayout centroids = index(depth + 1);
    if (centroids.count() != lists) {
      throw in.refused(at, "%d lists, one a centroid".formatted(centroids.count()), "" + lists);
    }
    int mapType = in.uint8("the type of the direct map");
    in.skipVector(Long.BYTES, "entries of the direct map");
    if (mapType == HASH) {
      in.skipVector(2 * Long.BYTES, "entries of the direct map");
    }
    long[] sizes = listSizes(header, (int) lists);
    RowOffsets offsets = new RowOffsets(in, header.count);
    for (long size : sizes) {
      long codes = in.position();
      in.skip(Math.multiplyExact(size, header.rowBytes()), "keys of a list");
      offsets.putAll(size, i -> codes + i * header.rowBytes());
    }
    offsets.requireFull();
    return new FaissLayout("IwFl", header.dimension, header.count, offsets::get);
  }

  private long[] listSizes(Header header, int lists) {
    requireName("ilar", "inverted lists in one piece (ilar)");
    requireInt64(lists, "lists");
    requireInt64(header.rowBytes(), "bytes of a key");
    long at = in.position();
    String form = in.fourcc();
    if (!form.equals("full") && !form.equals("sprs")) {
      throw in.refused(at, "list sizes of form full or sprs", "'%s'".formatted(form));
    }
    long lengthAt = in.position();
    long length = in.vectorLength(Long.BYTES, "list sizes");
    long[] numbers = new long[Math.toIntExact(length)];
    int[] next = {0};
    in.forEachInt64(length, "list sizes", number -> numbers[next[0]++] = number);
    long[] sizes = form.equals("full") ? numbers : sparse(numbers);
    long keys = Arrays.stream(sizes).filter(size -> size >= 0 && size <= header.count).sum();
    boolean negative = Arrays.stream(sizes).anyMatch(size -> size < 0 || size > header.count);
    if (negative || keys != header.count || (form.equals("full") && length != lists)) {
      throw in.refused(
          lengthAt,
          "sizes of %d lists with %d keys in all".formatted(lists, header.count),
          "%d sizes with %s keys".formatted(sizes.length, negative ? "impossible" : "" + keys));
    }
    return sizes;
  }

  /** Every second of pairs of list and size; the order of the lists is that of the file. */
  private static long[] sparse(long[] pairs) {
    long[] sizes = new long[pairs.length / 2];
    Arrays.setAll(sizes, i -> pairs[2 * i + 1]);
    return sizes;
  }

  private void requireName(String expected, String what) {
    long at = in.position();
    String name = in.fourcc();
    if (!name.equals(expected)) {
      throw in.refused(at, what, "'%s'".formatted(name));
    }
  }

  private void requireInt64(long expected, String what) {
    long at = in.position();
    long found = in.int64(what);
    if (found != expected) {
      throw in.refused(at, "%d %s".formatted(expected, what), Long.toString(found));
    }
  }

  private Header header() {
    long at = in.position();
    int dimension = in.int32("the dimension");
    if (dimension < 1 || dimension > LARGEST_DIMENSION) {
      throw in.refused(at, "a dimension of 1 to " + LARGEST_DIMENSION, "" + dimension);
    }
    at = in.position();
    long count = in.int64("the number of keys");
    long most = Math.min(in.remaining() / ((long) Float.BYTES * dimension), MOST_KEYS);
    if (count < 1 || count > most) {
      throw in.refused(
          at,
          "1 to %d keys of %d components, as many as the rest of the file holds"
              .formatted(most, dimension),
          Long.toString(count));
    }
    in.skip(2L * Long.BYTES, "two unused numbers");
    at = in.position();
    int trained = in.uint8("whether the index is trained");
    if (trained != 1) {
      throw in.refused(at, "1, a trained index", "" + trained);
    }
    at = in.position();
    int metric = in.int32("the metric");
    if (metric != 0) {
      throw in.refused(at, "metric 0, inner product", metric == 1 ? "1, L2 distance" : "" + metric);
    }
    return new Header(dimension, (int) count);
  }

  private record Header(int dimension, int count) {
    long rowBytes() {
      return (long) Float.BYTES * dimension;
    }
  }
}
