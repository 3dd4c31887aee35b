package io.lexiseg.indexbuilder.published;

import io.lexiseg.prototypes.UnavailableException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Prototypes kept in a scratch file in the order they came, given back in the order of their names.
 * The scratch file goes with the process, however it ends.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class PrototypeSpill implements Closeable {
  private static final int BUFFER_BYTES = 1 << 18;

  private final int dimension;
  private final Path scratch;
  private final FileChannel channel;
  private final ByteBuffer pending;
  private final ByteBuffer record;
  private final NameTable names = new NameTable();
  private final VectorState.Table states = new VectorState.Table();
  private int[] rows = {};

  private PrototypeSpill(int dimension, Path scratch, FileChannel channel) {
    this.dimension = dimension;
    this.scratch = scratch;
    this.channel = channel;
    int bytes = dimension * Float.BYTES;
    this.pending =
        ByteBuffer.allocateDirect(Math.max(1, BUFFER_BYTES / bytes) * bytes)
            .order(ByteOrder.LITTLE_ENDIAN);
    this.record = ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Starts an empty one.
   *
   * @param folder with room for all prototypes
   */
  static PrototypeSpill in(Path folder, int dimension) {
    Path scratch = folder.resolve(".lexiseg-import-" + UUID.randomUUID());
    try {
      return new PrototypeSpill(
          dimension,
          scratch,
          FileChannel.open(
              scratch,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException e) {
      throw new UnavailableException("%s: cannot be created: %s".formatted(scratch, e), e);
    }
  }

  /**
   * Adds a prototype.
   *
   * @param vector {@code [dimension]}, copied
   */
  void add(String name, float[] vector) {
    if (vector.length != dimension) {
      throw new IllegalArgumentException(
          "expected %d components, got %d".formatted(dimension, vector.length));
    }
    states.put(names.size(), VectorState.of(VectorState.norm(vector)));
    names.add(name);
    if (!pending.hasRemaining()) {
      drain();
    }
    for (float component : vector) {
      pending.putFloat(component);
    }
  }

  private void drain() {
    pending.flip();
    try {
      while (pending.hasRemaining()) {
        channel.write(pending);
      }
    } catch (IOException e) {
      throw new UnavailableException("%s: cannot be written: %s".formatted(scratch, e), e);
    }
    pending.clear();
  }

  /** Ends adding and orders the prototypes by name; names that came twice are problems. */
  void sort(Problems problems) {
    drain();
    rows = names.sorted();
    for (int row = 1; row < rows.length; row++) {
      if (names.compare(rows[row - 1], rows[row]) == 0) {
        problems.add("%s: expected one file of that name, found another".formatted(name(row)));
      }
    }
  }

  int count() {
    return names.size();
  }

  /** Name of the file in a row 0..count-1 of the sorted order. */
  String name(int row) {
    return names.name(rows[row]);
  }

  VectorState state(int row) {
    return states.get(rows[row]);
  }

  /**
   * Reads the prototype of a row.
   *
   * @param vector {@code [dimension]}, written to
   */
  void read(int row, float[] vector) {
    record.clear();
    long offset = (long) rows[row] * dimension * Float.BYTES;
    try {
      while (record.hasRemaining()) {
        if (channel.read(record, offset + record.position()) < 0) {
          throw new IOException("ends early");
        }
      }
    } catch (IOException e) {
      throw new UnavailableException("%s: cannot be read: %s".formatted(scratch, e), e);
    }
    record.flip().asFloatBuffer().get(vector);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UnavailableException("%s: cannot be closed: %s".formatted(scratch, e), e);
    }
  }
}
