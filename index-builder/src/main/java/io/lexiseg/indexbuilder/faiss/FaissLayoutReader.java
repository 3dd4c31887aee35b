package io.lexiseg.indexbuilder.faiss;

import java.util.Set;

/**
 * Finds the keys in a file that faiss wrote. What faiss searches with is passed over: a graph's
 * links and the centroids of inverted lists, since the search here is exact.
 *
 * <p>Read are {@code IxFI} (flat), {@code IHNf} (graph over flat), {@code IwFl} (inverted lists of
 * flat vectors) and {@code IxMp}/{@code IxM2} (one of these with numbers of its own). The metric of
 * all is the inner product. The layouts are described in docs/prototype-index.md.
 */
final class FaissLayoutReader {
  private static final int DEEPEST = 3;
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
    FaissHeader header = FaissHeader.read(in);
    long at = in.position();
    long floats = in.vectorLength(Float.BYTES, "components");
    if (floats != (long) header.count() * header.dimension()) {
      throw in.refused(
          at,
          "%d components, %d keys of %d"
              .formatted(
                  (long) header.count() * header.dimension(), header.count(), header.dimension()),
          Long.toString(floats));
    }
    long base = in.position();
    in.skip(floats * Float.BYTES, "keys");
    long rowBytes = header.rowBytes();
    return new FaissLayout(name, header.dimension(), header.count(), row -> base + row * rowBytes);
  }

  private FaissLayout graph() {
    FaissHeader header = FaissHeader.read(in);
    in.skipVector(Double.BYTES, "level probabilities");
    in.skipVector(Integer.BYTES, "neighbours of levels");
    requireLength(header.count(), Integer.BYTES, "levels");
    requireLength(header.count() + 1L, Long.BYTES, "link offsets");
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
    FaissHeader header = FaissHeader.read(in);
    long nestedAt = in.position();
    FaissLayout keys = nested(name, header, index(depth + 1), nestedAt);
    long at = in.position();
    long length = in.vectorLength(Long.BYTES, "numbers of keys");
    if (length != header.count()) {
      throw in.refused(at, "%d numbers of keys".formatted(header.count()), Long.toString(length));
    }
    RowOffsets offsets = new RowOffsets(in, header.count());
    offsets.putAll(header.count(), keys.offsets());
    return new FaissLayout(keys.type(), header.dimension(), header.count(), offsets::get);
  }

  private FaissLayout nested(String name, FaissHeader header, FaissLayout keys, long at) {
    if (keys.dimension() != header.dimension() || keys.count() != header.count()) {
      throw in.refused(
          at,
          "%d keys of %d components inside".formatted(header.count(), header.dimension()),
          "%d of %d".formatted(keys.count(), keys.dimension()));
    }
    return new FaissLayout(
        name + "/" + keys.type(), keys.dimension(), keys.count(), keys.offsets());
  }

  private FaissLayout invertedLists(int depth) {
    FaissHeader header = FaissHeader.read(in);
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
    long[] sizes = new InvertedLists(in, header).sizes((int) lists);
    RowOffsets offsets = new RowOffsets(in, header.count());
    for (long size : sizes) {
      long codes = in.position();
      in.skip(size * header.rowBytes(), "keys of a list");
      offsets.putAll(size, i -> codes + i * header.rowBytes());
    }
    offsets.requireFull();
    return new FaissLayout("IwFl", header.dimension(), header.count(), offsets::get);
  }
}
