package io.lexiseg.indexbuilder.faiss;

import io.lexiseg.prototypes.UnavailableException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The keys in a file that faiss wrote, read one at a time.
 *
 * <p><b>Threads:</b> one at a time. <b>Errors:</b> a disk that refuses is an {@link
 * UnavailableException}.
 */
public final class FaissKeys implements Closeable {
  private final Path file;
  private final FileChannel channel;
  private final FaissLayout layout;
  private final ByteBuffer row;

  private FaissKeys(Path file, FileChannel channel, FaissLayout layout) {
    this.file = file;
    this.channel = channel;
    this.layout = layout;
    this.row =
        ByteBuffer.allocateDirect(layout.dimension() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Opens a file and reads where its keys lie.
   *
   * @throws InvalidImportException naming the byte, if the layout is not one of those read
   */
  public static FaissKeys open(Path file) {
    try {
      FileChannel channel = FileChannel.open(file);
      try {
        return new FaissKeys(file, channel, FaissLayoutReader.read(new FaissReader(file, channel)));
      } catch (RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new InvalidImportException(
          "%s: expected a faiss file that can be read, got %s".formatted(file, e));
    }
  }

  /** What the file is and how its keys lie in it. */
  public FaissLayout layout() {
    return layout;
  }

  /** The file. */
  public Path file() {
    return file;
  }

  /**
   * Reads a key.
   *
   * @param key {@code [dimension]}, written to
   */
  public void read(int number, float[] key) {
    row.clear();
    long offset = layout.offsets().applyAsLong(number);
    try {
      while (row.hasRemaining()) {
        if (channel.read(row, offset + row.position()) < 0) {
          throw new InvalidImportException("%s: became shorter while it was read".formatted(file));
        }
      }
    } catch (IOException e) {
      throw new UnavailableException("%s: cannot be read: %s".formatted(file, e), e);
    }
    row.flip().asFloatBuffer().get(key);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UnavailableException("%s: cannot be closed: %s".formatted(file, e), e);
    }
  }
}
