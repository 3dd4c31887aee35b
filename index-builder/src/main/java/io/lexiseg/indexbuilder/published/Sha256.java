package io.lexiseg.indexbuilder.published;

import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.vision.pack.Checksums;
import io.lexiseg.vision.pack.install.ProgressListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Checksums of what was imported. */
final class Sha256 {
  private static final int BUFFER_BYTES = 1 << 20;

  private Sha256() {}

  /** Checksum of a file, 64 lower-case hexadecimal digits. */
  static String of(Path file, ProgressListener progress) {
    MessageDigest digest = Checksums.sha256();
    ByteBuffer chunk = ByteBuffer.allocate(BUFFER_BYTES);
    long done = 0;
    try (FileChannel channel = FileChannel.open(file)) {
      while (channel.read(chunk) >= 0) {
        chunk.flip();
        done += chunk.remaining();
        digest.update(chunk);
        chunk.clear();
        progress.progressed("check " + file.getFileName(), done, 0);
      }
    } catch (IOException e) {
      throw new UnavailableException("%s: cannot be read: %s".formatted(file, e), e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
