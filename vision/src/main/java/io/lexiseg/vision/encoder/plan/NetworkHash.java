package io.lexiseg.vision.encoder.plan;

import io.lexiseg.vision.pack.Checksums;
import io.lexiseg.vision.pack.onnx.OnnxSignature;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.TreeSet;

/** Digest of a network with its weights. */
public final class NetworkHash {
  private NetworkHash() {}

  /**
   * SHA-256 over the bytes of an ONNX file, then of the files with weights beside it, by name. It
   * is the file's own where it holds its weights.
   *
   * @return 64 lower-case hexadecimal digits
   * @throws IllegalArgumentException if the file is no network
   * @throws UncheckedIOException if a file cannot be read
   */
  public static String of(Path onnx) {
    MessageDigest digest = Checksums.sha256();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      Files.copy(onnx, out);
      for (String name : new TreeSet<>(OnnxSignature.read(onnx).externalBytes().keySet())) {
        Files.copy(onnx.resolveSibling(name), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + onnx + " with its weights", e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
