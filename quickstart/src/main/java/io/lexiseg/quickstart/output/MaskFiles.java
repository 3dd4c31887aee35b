package io.lexiseg.quickstart.output;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexiseg.quickstart.FailedException;
import io.lexiseg.schemas.SegmentationMask;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Writes results into a folder: {@code x.mask.png}, {@code x.overlay.jpg} and a line in {@code
 * masks.jsonl}.
 *
 * <p><b>Threads:</b> one at a time. <b>Errors:</b> a folder that cannot be written is a {@link
 * FailedException}.
 */
public final class MaskFiles implements AutoCloseable {
  /** One line of JSON for each mask. */
  public static final String LINES = "masks.jsonl";

  private final Path folder;
  private final BufferedWriter lines;
  private final Set<String> names = new HashSet<>();

  private MaskFiles(Path folder, BufferedWriter lines) {
    this.folder = folder;
    this.lines = lines;
  }

  /** Opens a folder, made if absent; lines of an earlier run are replaced. */
  public static MaskFiles open(Path folder) {
    try {
      Files.createDirectories(folder);
      return new MaskFiles(
          folder,
          Files.newBufferedWriter(
              folder.resolve(LINES),
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE));
    } catch (IOException e) {
      throw new FailedException("output folder %s: expected to be writable".formatted(folder), e);
    }
  }

  /**
   * Writes one result.
   *
   * @param name what its files are called, without extension; a number is added to one used before
   * @param overlay JPEG; empty when the frame is no longer to be had
   * @return the name that was used
   */
  public String write(String name, SegmentationMask mask, Optional<byte[]> overlay) {
    String unique = unique(name);
    try {
      Files.write(folder.resolve(unique + ".mask.png"), bytes(mask.getData()));
      if (overlay.isPresent()) {
        Files.write(folder.resolve(unique + ".overlay.jpg"), overlay.get());
      }
      ObjectNode line = RecordJson.of(mask);
      line.put("name", unique);
      lines.write(line.toString());
      lines.newLine();
      lines.flush();
      return unique;
    } catch (IOException e) {
      throw new FailedException("%s: cannot be written".formatted(folder.resolve(unique)), e);
    }
  }

  private String unique(String name) {
    String unique = name;
    for (int n = 2; !names.add(unique); n++) {
      unique = name + "-" + n;
    }
    return unique;
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new FailedException("%s: cannot be written".formatted(folder.resolve(LINES)), e);
    }
  }
}
