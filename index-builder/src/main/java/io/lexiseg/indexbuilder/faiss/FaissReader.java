package io.lexiseg.indexbuilder.faiss;

import io.lexiseg.prototypes.UnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * Reads a little-endian file from front to back without trusting a number in it: nothing is skipped
 * or allocated that the file is too short for, and a refusal names the byte.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class FaissReader {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private final long size;
  private long position;

  FaissReader(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
    try {
      this.size = channel.size();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Offset of the byte that is read next. */
  long position() {
    return position;
  }

  /** Bytes from there to the end of the file. */
  long remaining() {
    return size - position;
  }

  /** Four bytes that name a layout, those that are no printable ASCII as {@code \xHH}. */
  String fourcc() {
    byte[] letters = take(Integer.BYTES, "the name of a layout").array();
    StringBuilder name = new StringBuilder();
    for (byte letter : letters) {
      boolean printable = letter >= ' ' && letter <= '~';
      name.append(
          printable
              ? new String(new byte[] {letter}, StandardCharsets.US_ASCII)
              : "\\x%02x".formatted(letter));
    }
    return name.toString();
  }

  int uint8(String what) {
    return Byte.toUnsignedInt(take(1, what).get());
  }

  int int32(String what) {
    return take(Integer.BYTES, what).getInt();
  }

  long int64(String what) {
    return take(Long.BYTES, what).getLong();
  }

  /** Reads the element count of a vector and checks that the file holds as many. */
  long vectorLength(int elementBytes, String what) {
    long at = position;
    long length = int64("the number of " + what);
    if (length < 0 || length > (size - position) / elementBytes) {
      throw refused(
          at,
          "at most %d %s, as many as the rest of the file holds"
              .formatted((size - position) / elementBytes, what),
          Long.toUnsignedString(length));
    }
    return length;
  }

  /** Reads a vector's count and passes over its elements; returns the count. */
  long skipVector(int elementBytes, String what) {
    long length = vectorLength(elementBytes, what);
    position += length * elementBytes;
    return length;
  }

  /** Passes over bytes that the file must hold. */
  void skip(long bytes, String what) {
    if (bytes < 0 || bytes > size - position) {
      throw refused(
          position, "%d bytes of %s".formatted(bytes, what), (size - position) + " bytes");
    }
    position += bytes;
  }

  /** Hands over the next {@code count} 64-bit numbers in order. */
  void forEachInt64(long count, String what, LongConsumer consumer) {
    long left = count;
    while (left > 0) {
      int some = (int) Math.min(left, BUFFER_BYTES / Long.BYTES);
      ByteBuffer numbers = take(some * Long.BYTES, what);
      for (int i = 0; i < some; i++) {
        consumer.accept(numbers.getLong());
      }
      left -= some;
    }
  }

  /** Checks that everything was read. */
  void requireEnd() {
    if (position != size) {
      throw refused(position, "the end of the file", (size - position) + " more bytes");
    }
  }

  private ByteBuffer take(int bytes, String what) {
    if (size - position < bytes) {
      throw refused(position, what, "the end of the file, %d bytes on".formatted(size - position));
    }
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    try {
      while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
        // until full
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    position += bytes;
    return buffer.flip();
  }

  /** A refusal of what stands at a byte. */
  InvalidImportException refused(long at, String expected, String found) {
    return new InvalidImportException(
        "%s: byte %d: expected %s, found %s".formatted(file, at, expected, found));
  }

  private UnavailableException unreadable(IOException cause) {
    return new UnavailableException("%s: cannot be read: %s".formatted(file, cause), cause);
  }
}
