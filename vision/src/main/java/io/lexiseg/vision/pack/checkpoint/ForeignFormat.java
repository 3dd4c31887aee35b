package io.lexiseg.vision.pack.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Files that lie where a checkpoint is expected and are something else, told by their first bytes.
 */
final class ForeignFormat {
  private static final int HEAD_BYTES = 64;
  private static final int PICKLE = 0x80;
  private static final int HEADER_STARTS = Long.BYTES;

  private ForeignFormat() {}

  /**
   * Refuses what is known not to be safetensors. Nothing but the first bytes is read.
   *
   * @throws IllegalArgumentException saying what the file is
   */
  static void refuse(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + ": expected a checkpoint, got no file");
    }
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEAD_BYTES);
    }
    String found = kind(head);
    if (!found.isEmpty()) {
      throw new IllegalArgumentException("%s: expected safetensors, got %s".formatted(file, found));
    }
  }

  /** What it is; empty: perhaps safetensors. */
  private static String kind(byte[] head) {
    if (head.length > HEADER_STARTS && head[HEADER_STARTS] == '{') {
      return "";
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (head.length == 0) {
      return "an empty file";
    }
    if (text.startsWith("PK") || (head[0] & 0xff) == PICKLE) {
      return "a pickle of torch.save or TorchScript, which is never unpickled here; tools/export/convert.py makes a safetensors of it";
    }
    if (word.startsWith("<!doctype") || word.startsWith("<html") || word.startsWith("<?xml")) {
      return "a web page";
    }
    if (word.startsWith("version https://git-lfs")) {
      return "a Git LFS pointer, not the file that it stands for; try: git lfs pull";
    }
    return "";
  }
}
