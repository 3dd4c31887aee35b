package io.lexiseg.lab.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.lab.evaluation.request.Shard;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What was measured so far, in a file that a restart continues: the settings in the first line,
 * then a line for each picture. A last line that was cut off is dropped.
 *
 * <p><b>Threads:</b> one at a time; other processes are kept out of the file.
 */
final class PictureLog implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final FileChannel channel;
  private final Map<String, MeasuredPicture> pictures;

  private PictureLog(Path file, FileChannel channel, Map<String, MeasuredPicture> pictures) {
    this.file = file;
    this.channel = channel;
    this.pictures = pictures;
  }

  /** Where a part's lines are kept. */
  static Path file(Path folder, Shard shard) {
    return folder.resolve(
        shard.isWhole()
            ? "pictures.jsonl"
            : "pictures-%d-of-%d.jsonl".formatted(shard.number(), shard.count()));
  }

  /** Files of all parts in a folder. */
  static List<Path> files(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> entry.getFileName().toString().matches("pictures(-.*)?\\.jsonl"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new FailedException("%s: cannot be listed".formatted(folder), e);
    }
  }

  /** Everything that one file says. */
  record Content(JsonNode settings, Map<String, MeasuredPicture> pictures, long bytes) {}

  /**
   * Reads a file without changing it.
   *
   * @throws FailedException if it cannot be read or is no such file
   */
  static Content read(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      int end = bytes.length;
      while (end > 0 && bytes[end - 1] != '\n') {
        end--;
      }
      String complete = new String(bytes, 0, end, StandardCharsets.UTF_8);
      List<String> lines = complete.lines().toList();
      Map<String, MeasuredPicture> pictures = new LinkedHashMap<>();
      for (int n = 1; n < lines.size(); n++) {
        MeasuredPicture picture = MeasuredPicture.from(tree(file, n, lines.get(n)));
        pictures.put(picture.counts().name(), picture);
      }
      JsonNode settings = lines.isEmpty() ? JSON.nullNode() : tree(file, 0, lines.get(0));
      return new Content(settings, pictures, end);
    } catch (IOException e) {
      throw new FailedException("%s: cannot be read".formatted(file), e);
    } catch (IllegalArgumentException e) {
      throw new FailedException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static JsonNode tree(Path file, int line, String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new FailedException(
          "%s, line %d: expected JSON, got %s".formatted(file, line + 1, e.getOriginalMessage()),
          e);
    }
  }

  /**
   * Opens a file for more pictures; made if absent.
   *
   * @throws FailedException if it was made with other settings, is in use, or cannot be written
   */
  static PictureLog open(Path file, ObjectNode settings) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        return opened(file, channel, settings);
      } catch (IOException | RuntimeException e) { // whatever it is, the file is closed
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new FailedException("%s: cannot be written".formatted(file), e);
    }
  }

  private static PictureLog opened(Path file, FileChannel channel, ObjectNode settings)
      throws IOException {
    requireAlone(file, channel);
    Content content = read(file);
    channel.truncate(content.bytes()).position(content.bytes());
    PictureLog log = new PictureLog(file, channel, new LinkedHashMap<>(content.pictures()));
    if (content.settings().isNull()) {
      log.write(settings);
    } else {
      requireEqual(file, content.settings(), settings);
    }
    return log;
  }

  private static void requireAlone(Path file, FileChannel channel) throws IOException {
    try {
      if (channel.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      throw new FailedException("%s: in use by this process".formatted(file), e);
    }
    throw new FailedException("%s: expected no other process to write it".formatted(file));
  }

  /**
   * Checks that two parts were made alike.
   *
   * @throws FailedException if they were not, with what differs
   */
  static void requireEqual(Path file, JsonNode found, JsonNode expected) {
    List<String> differences = new ArrayList<>();
    Stream.concat(expected.properties().stream(), found.properties().stream())
        .map(Map.Entry::getKey)
        .distinct()
        .filter(key -> !expected.path(key).equals(found.path(key)))
        .forEach(
            key ->
                differences.add(
                    "%s is %s, was %s".formatted(key, expected.path(key), found.path(key))));
    if (!differences.isEmpty()) {
      throw new FailedException(
          "%s: was made with other settings (%s); choose another --out, or delete it to start anew"
              .formatted(file, String.join("; ", differences)));
    }
  }

  /** What was measured, by name of the picture. */
  Map<String, MeasuredPicture> pictures() {
    return Collections.unmodifiableMap(pictures);
  }

  /** Adds a picture; it is on disk when this returns. */
  void add(MeasuredPicture picture) {
    pictures.put(picture.counts().name(), picture);
    try {
      write(picture.toJson());
    } catch (IOException e) {
      throw new FailedException("%s: cannot be written".formatted(file), e);
    }
  }

  private void write(ObjectNode json) throws IOException {
    ByteBuffer line = StandardCharsets.UTF_8.encode(json + "\n");
    while (line.hasRemaining()) {
      channel.write(line);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new FailedException("%s: cannot be closed".formatted(file), e);
    }
  }
}
