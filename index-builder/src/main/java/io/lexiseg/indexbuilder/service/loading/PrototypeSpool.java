package io.lexiseg.indexbuilder.service.loading;

import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.schemas.MadePrototype;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pairs of request sets on their way into an index: they come in any order, some twice, and go in
 * the order of set, request and position. They lie in a file meanwhile; the heap holds where.
 */
final class PrototypeSpool implements Closeable {
  private static final int LARGEST_ENTRY = 16 << 20;

  private final Path file;
  private final FileChannel channel;
  private final Map<Place, Long> entries = new TreeMap<>();
  private long end;

  /** Orders the index. */
  private record Place(String set, int ordinal, int position) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::set)
            .thenComparingInt(Place::ordinal)
            .thenComparingInt(Place::position);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  private PrototypeSpool(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Opens an empty one in the folder for temporary files. */
  static PrototypeSpool open() {
    try {
      Path file = Files.createTempFile("lexiseg-prototypes-", ".spool");
      return new PrototypeSpool(
          file,
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException e) {
      throw new UnavailableException("prototype spool: cannot be made: " + e, e);
    }
  }

  /** Takes a pair; one that was there already is replaced. */
  void add(MadePrototype made) {
    byte[] noun = made.getNoun().getBytes(StandardCharsets.UTF_8);
    ByteBuffer key = made.getKey().duplicate();
    ByteBuffer prototype = made.getPrototype().duplicate();
    ByteBuffer entry =
        ByteBuffer.allocate(
            3 * Integer.BYTES + noun.length + key.remaining() + prototype.remaining());
    entry.putInt(noun.length).putInt(key.remaining()).putInt(prototype.remaining());
    entry.put(noun).put(key).put(prototype).flip();
    try {
      long start = end;
      while (entry.hasRemaining()) {
        end += channel.write(entry, end);
      }
      entries.put(new Place(made.getRequestSet(), made.getOrdinal(), made.getPosition()), start);
    } catch (IOException e) {
      throw refused("written", e);
    }
  }

  /** Pairs of a set. */
  long count(String set) {
    return entries.keySet().stream().filter(place -> place.set().equals(set)).count();
  }

  /** Adds every pair to a writer, in order. */
  void writeTo(PrototypeIndexWriter writer) {
    try {
      for (long start : entries.values()) {
        write(start, writer);
      }
    } catch (IOException e) {
      throw refused("read", e);
    }
  }

  private void write(long start, PrototypeIndexWriter writer) throws IOException {
    ByteBuffer sizes = read(start, 3 * Integer.BYTES);
    byte[] noun = new byte[sizes.getInt()];
    int key = sizes.getInt();
    int prototype = sizes.getInt();
    ByteBuffer entry = read(start + 3 * Integer.BYTES, noun.length + key + prototype);
    entry.get(noun);
    writer.add(
        new String(noun, StandardCharsets.UTF_8), floats(entry, key), floats(entry, prototype));
  }

  private ByteBuffer read(long start, int size) throws IOException {
    if (size < 0 || size > LARGEST_ENTRY) {
      throw new IOException(
          "expected an entry of at most %d bytes, got %d".formatted(LARGEST_ENTRY, size));
    }
    ByteBuffer bytes = ByteBuffer.allocate(size);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, start + bytes.position()) < 0) {
        throw new IOException("expected %d bytes at %d, got fewer".formatted(size, start));
      }
    }
    return bytes.flip();
  }

  /** As {@link MadePrototype} has them: little-endian. */
  private static float[] floats(ByteBuffer entry, int bytes) {
    ByteBuffer part = entry.slice(entry.position(), bytes).order(ByteOrder.LITTLE_ENDIAN);
    entry.position(entry.position() + bytes);
    float[] vector = new float[bytes / Float.BYTES];
    part.asFloatBuffer().get(vector);
    return vector;
  }

  /** Components of keys and of prototypes, as the first pair has them. */
  int[] dimensions() {
    try {
      ByteBuffer sizes = read(entries.values().iterator().next(), 3 * Integer.BYTES);
      return new int[] {sizes.getInt(4) / Float.BYTES, sizes.getInt(8) / Float.BYTES};
    } catch (IOException e) {
      throw refused("read", e);
    }
  }

  private UnavailableException refused(String verb, IOException cause) {
    return new UnavailableException(
        "prototype spool %s: cannot be %s: %s".formatted(file, verb, cause.getMessage()), cause);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw refused("closed", e);
    }
  }
}
