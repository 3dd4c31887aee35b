package io.lexiseg.cli.output;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexiseg.cli.camera.PictureFolder;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.failure.FileProblem;
import io.lexiseg.recognition.form.RecordedMask;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.vision.mask.UndecodableMaskException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes results into a folder: {@code x.mask.png}, {@code x.overlay.jpg} and a line in {@code
 * masks.jsonl}.
 *
 * <p>A result is there whole, with its line, or not at all: files are written under another name
 * first, and what a result has is taken back if the rest of it cannot be written.
 *
 * <p><b>Threads:</b> one at a time. <b>Errors:</b> a result that cannot be written is a {@link
 * FailedException}; the next one may be.
 */
public final class MaskFiles implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(MaskFiles.class);

  /** One line of JSON for each mask. */
  public static final String LINES = "masks.jsonl";

  private static final String UNFINISHED = ".part";

  private final Path folder;
  private final FileChannel lines;
  private final boolean continuing;
  private final Set<String> names = new HashSet<>();

  private MaskFiles(Path folder, FileChannel lines, boolean continuing) {
    this.folder = folder;
    this.lines = lines;
    this.continuing = continuing;
  }

  /** Opens a folder, made if absent; lines of an earlier run are replaced. */
  public static MaskFiles open(Path folder) {
    Path file = folder.resolve(LINES);
    try {
      Files.createDirectories(folder);
      boolean continuing = Files.exists(file) && Files.size(file) > 0;
      FileChannel lines =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
      return new MaskFiles(folder, lines, continuing);
    } catch (IOException e) {
      throw new FailedException("output folder %s: expected to be writable".formatted(folder), e);
    }
  }

  /** What people should know of the folder; empty if nothing. */
  public Optional<String> remark() {
    return continuing
        ? Optional.of(
            "%s: holds results of an earlier run; %s is begun anew, pictures of the same names are replaced, others stay"
                .formatted(folder, LINES))
        : Optional.empty();
  }

  /**
   * Writes one result.
   *
   * @param name what its files are called, without extension; a number is added to one used before
   * @param overlay JPEG; empty when the frame is no longer to be had
   * @return the name that was used
   * @throws FailedException if it cannot be written; then nothing of it stays
   */
  public String write(String name, SegmentationMask mask, Optional<byte[]> overlay) {
    String unique = unique(name);
    Path maskFile = folder.resolve(unique + PictureFolder.MASK);
    Path overlayFile = folder.resolve(unique + PictureFolder.OVERLAY);
    try {
      write(maskFile, RecordedMask.png(mask));
      if (overlay.isPresent()) {
        write(overlayFile, overlay.get());
      }
      ObjectNode line = RecordJson.of(mask);
      line.put("name", unique);
      append(line + System.lineSeparator());
      return unique;
    } catch (UndecodableMaskException e) {
      throw new FailedException("%s: %s".formatted(maskFile, e.getMessage()), e);
    } catch (IOException e) {
      takeBack(maskFile, overlayFile);
      throw new FailedException(
          "%s: cannot be written: %s".formatted(folder.resolve(unique), FileProblem.of(e)));
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
    try {
      Files.write(unfinished, bytes);
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private void append(String line) throws IOException {
    long whole = lines.size();
    ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        lines.write(bytes);
      }
    } catch (IOException e) {
      lines.truncate(whole);
      throw e;
    }
  }

  /** What cannot be deleted either is beyond help; the failure that led here is told. */
  private static void takeBack(Path... files) {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOGGER.debug("could not be deleted file={}", file, e);
      }
    }
  }

  private String unique(String name) {
    String unique = name;
    for (int n = 2; !names.add(unique); n++) {
      unique = name + "-" + n;
    }
    return unique;
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
