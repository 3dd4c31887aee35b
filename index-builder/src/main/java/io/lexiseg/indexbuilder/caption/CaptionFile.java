package io.lexiseg.indexbuilder.caption;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A file of captions that has been read through once and found right.
 *
 * <p>It is UTF-8, with or without byte-order mark. Its {@link CaptionFormat} goes by the extension
 * {@code .json}, {@code .tsv} or {@code .txt}, else by the content. Blank lines and blank captions
 * are left out.
 *
 * <p><b>Threads:</b> any; each stream of captions belongs to one. <b>Memory:</b> the ids alone, and
 * only while the file is checked, or the ids of annotations while COCO captions are read.
 */
public final class CaptionFile {
  private final Path file;
  private final CaptionFormat format;
  private final int count;

  private CaptionFile(Path file, CaptionFormat format, int count) {
    this.file = file;
    this.format = format;
    this.count = count;
  }

  /**
   * Reads a file through.
   *
   * @throws InvalidCaptionsException if it is missing, of another encoding, not as its format has
   *     it, or without caption, or if two captions have the same id
   * @throws UncheckedIOException if it cannot be read
   */
  public static CaptionFile check(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InvalidCaptionsException(
          "%s: expected a file of captions, found %s"
              .formatted(file, Files.exists(file) ? "a folder" : "none"));
    }
    try {
      CaptionFormat format = CaptionFormat.of(file);
      return new CaptionFile(file, format, count(file, format));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** How the file holds its captions. */
  public CaptionFormat format() {
    return format;
  }

  /** How many captions the file holds, at least 1. */
  public int count() {
    return count;
  }

  /**
   * The captions in the order of the file, read as they are asked for; ids do not repeat.
   *
   * @return to be closed
   * @throws InvalidCaptionsException here or from the stream, if the file has changed for the worse
   * @throws UncheckedIOException here or from the stream, if it cannot be read
   */
  public Stream<Caption> captions() {
    try {
      CaptionReader reader = reader(file, format);
      return StreamSupport.stream(new Captions(reader), false).onClose(() -> close(reader));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static int count(Path file, CaptionFormat format) throws IOException {
    Set<String> ids = new HashSet<>();
    try (CaptionReader reader = reader(file, format)) {
      Optional<CaptionReader.Entry> entry = reader.next();
      while (entry.isPresent()) {
        check(reader, entry.get(), ids);
        entry = reader.next();
      }
    }
    if (ids.isEmpty()) {
      throw new InvalidCaptionsException(
          "%s: expected at least one caption, found none".formatted(file));
    }
    return ids.size();
  }

  private static void check(CaptionReader reader, CaptionReader.Entry entry, Set<String> ids) {
    if (!Caption.isId(entry.id())) {
      throw new InvalidCaptionsException(
          "%s: expected an id of 1 to %d characters without spaces and slashes, found \"%s\""
              .formatted(reader.where(), Caption.MAX_ID_LENGTH, entry.id()));
    }
    if (!entry.text().isBlank() && !ids.add(entry.id())) {
      throw new InvalidCaptionsException(
          "%s: expected an id of its own, found \"%s\" again"
              .formatted(reader.where(), entry.id()));
    }
  }

  private static CaptionReader reader(Path file, CaptionFormat format) throws IOException {
    return switch (format) {
      case COCO -> new SlottedCaptions(file);
      case TSV -> new LineCaptions(file, true);
      case TEXT -> new LineCaptions(file, false);
    };
  }

  private static void close(CaptionReader reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static UncheckedIOException unreadable(Path file, IOException e) {
    return new UncheckedIOException(file + ": cannot be read", e);
  }

  /** Pulls captions out of a reader. */
  private final class Captions extends AbstractSpliterator<Caption> {
    private final CaptionReader reader;

    Captions(CaptionReader reader) {
      super(count, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
      this.reader = reader;
    }

    @Override
    public boolean tryAdvance(Consumer<? super Caption> use) {
      try {
        Optional<CaptionReader.Entry> entry = reader.next();
        while (entry.filter(e -> e.text().isBlank()).isPresent()) {
          entry = reader.next();
        }
        entry.ifPresent(e -> use.accept(new Caption(e.id(), e.text())));
        return entry.isPresent();
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }
  }
}
