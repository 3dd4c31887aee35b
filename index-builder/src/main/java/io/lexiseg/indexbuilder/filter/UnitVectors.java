package io.lexiseg.indexbuilder.filter;

import io.lexiseg.prototypes.UnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Vectors of unit length in a file, so that millions need no heap; a zero vector stays zero.
 *
 * <p><b>Threads:</b> one at a time. <b>Ownership:</b> the file goes when this is closed. <b>Errors:
 * </b> a disk that refuses is an {@link UnavailableException}.
 */
public final class UnitVectors implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final ByteBuffer row;
  private final int dimension;
  private int size;

  private UnitVectors(Path file, FileChannel channel, int dimension) {
    this.file = file;
    this.channel = channel;
    this.dimension = dimension;
    this.row = ByteBuffer.allocateDirect(dimension * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Starts with none; a file that lies there is overwritten. */
  public static UnitVectors in(Path file, int dimension) {
    try {
      return new UnitVectors(
          file,
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE),
          dimension);
    } catch (IOException e) {
      throw refused(file, e);
    }
  }

  /**
   * Adds a vector of any length.
   *
   * @param values {@code [dimension]}, finite, read only
   */
  public void add(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    double factor = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    row.clear();
    for (float value : values) {
      row.putFloat((float) (value * factor));
    }
    row.flip();
    try {
      for (long at = (long) size * row.limit(); row.hasRemaining(); ) {
        channel.write(row, at + row.position());
      }
    } catch (IOException e) {
      throw refused(file, e);
    }
    size++;
  }

  /** Vectors added. */
  public int size() {
    return size;
  }

  /** Components of a vector. */
  public int dimension() {
    return dimension;
  }

  /** Copies a vector into an array of {@code dimension} components. */
  public void read(int index, float[] target) {
    row.clear();
    long start = (long) index * row.capacity();
    try {
      while (row.hasRemaining()) {
        if (channel.read(row, start + row.position()) < 0) {
          throw new IOException("expected vector %d, found the end".formatted(index));
        }
      }
    } catch (IOException e) {
      throw refused(file, e);
    }
    row.flip();
    row.asFloatBuffer().get(target);
  }

  /**
   * Inner product of two vectors.
   *
   * @param from where the second vector begins in its array
   */
  static float product(float[] first, float[] others, int from) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 3 < first.length; i += 4) { // four sums that do not wait for each other
      a += first[i] * others[from + i];
      b += first[i + 1] * others[from + i + 1];
      c += first[i + 2] * others[from + i + 2];
      d += first[i + 3] * others[from + i + 3];
    }
    for (; i < first.length; i++) {
      a += first[i] * others[from + i];
    }
    return (a + b) + (c + d);
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw refused(file, e);
    }
  }

  private static UnavailableException refused(Path file, IOException cause) {
    return new UnavailableException("vectors in %s: %s".formatted(file, cause), cause);
  }
}
