package io.lexiseg.prototypes.file;

import io.lexiseg.prototypes.HalfFloats;
import io.lexiseg.prototypes.file.FileManifest.StoredFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A little-endian data file being written, with its checksum. */
final class DataFile implements Closeable {
  private static final int BUFFER_BYTES = 1 << 18;

  private final FileChannel channel;
  private final MessageDigest digest = sha256();
  private final ByteBuffer buffer =
      ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long bytes;

  DataFile(Path path) throws IOException {
    channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  void putFloats(float[] values) throws IOException {
    for (float value : values) {
      room(Float.BYTES).putFloat(value);
    }
  }

  void putHalves(float[] values) throws IOException {
    for (float value : values) {
      room(Short.BYTES).putShort(HalfFloats.fromFloat(value));
    }
  }

  void putInt(int value) throws IOException {
    room(Integer.BYTES).putInt(value);
  }

  void putBytes(byte[] values) throws IOException {
    for (byte value : values) {
      room(1).put(value);
    }
  }

  /** Writes what is left through to the disk. */
  StoredFile finish() throws IOException {
    drain();
    channel.force(true);
    return new StoredFile(bytes, HexFormat.of().formatHex(digest.digest()));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private ByteBuffer room(int size) throws IOException {
    if (buffer.remaining() < size) {
      drain();
    }
    return buffer;
  }

  private void drain() throws IOException {
    buffer.flip();
    digest.update(buffer.duplicate());
    while (buffer.hasRemaining()) {
      bytes += channel.write(buffer);
    }
    buffer.clear();
  }

  /** Checksum of an existing file, 64 lower-case hexadecimal digits. */
  static String checksum(Path path) throws IOException {
    MessageDigest digest = sha256();
    ByteBuffer chunk = ByteBuffer.allocate(BUFFER_BYTES);
    try (FileChannel channel = FileChannel.open(path)) {
      while (channel.read(chunk) >= 0) {
        chunk.flip();
        digest.update(chunk);
        chunk.clear();
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }
}
