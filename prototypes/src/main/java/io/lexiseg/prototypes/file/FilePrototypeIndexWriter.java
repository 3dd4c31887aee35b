package io.lexiseg.prototypes.file;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.prototypes.file.FileManifest.StoredFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Writes an index folder. Everything goes into a temporary folder beside the target, through to the
 * disk, and gets its name in one atomic rename.
 *
 * <p><b>Threads:</b> one at a time. <b>Errors:</b> a disk that refuses is an {@link
 * UnavailableException}.
 */
public final class FilePrototypeIndexWriter implements PrototypeIndexWriter {
  private final Path folder;
  private final Path temporary;
  private final IndexDescription description;
  private final ComponentType prototypeType;
  private final DataFile keys;
  private final DataFile prototypes;
  private final DataFile nounOfId;
  private final Map<String, Integer> nouns = new LinkedHashMap<>();
  private final float[] block;
  private long count;
  private boolean finished;

  private FilePrototypeIndexWriter(
      Path folder, Path temporary, IndexDescription description, ComponentType prototypeType)
      throws IOException {
    this.folder = folder;
    this.temporary = temporary;
    this.description = description;
    this.prototypeType = prototypeType;
    this.keys = new DataFile(temporary.resolve(FileManifest.KEYS));
    this.prototypes = new DataFile(temporary.resolve(FileManifest.PROTOTYPES));
    this.nounOfId = new DataFile(temporary.resolve(FileManifest.NOUN_OF_ID));
    this.block = new float[Math.multiplyExact(description.keyDimension(), KeyBlocks.ROWS)];
  }

  /**
   * Starts an index.
   *
   * @param folder absent or empty; its parents are created
   * @throws IllegalArgumentException if the folder holds something
   */
  public static FilePrototypeIndexWriter create(
      Path folder, IndexDescription description, ComponentType prototypeType) {
    Path target = folder.toAbsolutePath().normalize();
    try {
      requireVacant(target);
      Path parent = parent(target);
      Files.createDirectories(parent);
      // Not createTempDirectory: it would leave a published index to its owner alone.
      Path temporary =
          Files.createDirectory(
              parent.resolve("." + target.getFileName() + ".part-" + UUID.randomUUID()));
      return new FilePrototypeIndexWriter(target, temporary, description, prototypeType);
    } catch (IOException e) {
      throw refused("create", target, e);
    }
  }

  @Override
  public IndexDescription description() {
    return description;
  }

  @Override
  public void add(String noun, float[] key, float[] prototype) {
    requireOpen();
    float[] unit = description.unitKey(key);
    description.checkPrototype(prototype, prototypeType);
    try {
      write(noun, unit, prototype);
    } catch (IOException e) {
      throw refused("write", temporary, e);
    }
  }

  private void write(String noun, float[] key, float[] prototype) throws IOException {
    int row = (int) (count % KeyBlocks.ROWS);
    KeyBlocks.putRow(block, row, key);
    if (prototypeType == ComponentType.FLOAT16) {
      prototypes.putHalves(prototype);
    } else {
      prototypes.putFloats(prototype);
    }
    Integer known = nouns.putIfAbsent(noun, nouns.size());
    nounOfId.putInt(known == null ? nouns.size() - 1 : known);
    count++;
    if (row == KeyBlocks.ROWS - 1) {
      writeBlock();
    }
  }

  private void writeBlock() throws IOException {
    keys.putFloats(block);
    Arrays.fill(block, 0f);
  }

  @Override
  public IndexManifest publish(Map<String, String> learnt) {
    requireOpen();
    if (count == 0) {
      throw new IllegalStateException(
          "index %s: expected at least one prototype, got none".formatted(description.name()));
    }
    try {
      FileManifest manifest = finishFiles(learnt);
      requireVacant(folder);
      Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
      force(parent(folder));
      finished = true;
      return manifest.index();
    } catch (IOException e) {
      throw refused("publish", folder, e);
    }
  }

  private FileManifest finishFiles(Map<String, String> learnt) throws IOException {
    if (count % KeyBlocks.ROWS != 0) {
      writeBlock();
    }
    Map<String, StoredFile> files = new LinkedHashMap<>();
    files.put(FileManifest.KEYS, keys.finish());
    files.put(FileManifest.PROTOTYPES, prototypes.finish());
    files.put(FileManifest.NOUN_OF_ID, nounOfId.finish());
    byte[] names = new ObjectMapper().writeValueAsBytes(new ArrayList<>(nouns.keySet()));
    files.put(FileManifest.NOUNS, writeThrough(FileManifest.NOUNS, names));
    FileManifest manifest =
        new FileManifest(
            FileManifest.FORMAT,
            FileManifest.VERSION,
            description.manifest(count, learnt),
            prototypeType,
            KeyBlocks.ROWS,
            files);
    writeThrough(FileManifest.NAME, manifest.toJson());
    closeFiles();
    force(temporary);
    return manifest;
  }

  private StoredFile writeThrough(String name, byte[] content) throws IOException {
    try (DataFile file = new DataFile(temporary.resolve(name))) {
      file.putBytes(content);
      return file.finish();
    }
  }

  @Override
  public void close() {
    if (finished) {
      return;
    }
    finished = true;
    try {
      closeFiles();
      deleteTemporary();
    } catch (IOException e) {
      throw refused("remove", temporary, e);
    }
  }

  private void closeFiles() throws IOException {
    keys.close();
    prototypes.close();
    nounOfId.close();
  }

  private void deleteTemporary() throws IOException {
    try (Stream<Path> entries = Files.list(temporary)) {
      for (Path entry : entries.toList()) {
        Files.delete(entry);
      }
    }
    Files.delete(temporary);
  }

  private void requireOpen() {
    if (finished) {
      throw new IllegalStateException(
          "index %s: the writer is published or closed".formatted(description.name()));
    }
  }

  private static void requireVacant(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new FileAlreadyExistsException(folder.toString(), null, "expected a new folder");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> found = entries.limit(1).toList();
      if (!found.isEmpty()) {
        throw new IllegalArgumentException(
            "prototype index %s: expected a new or empty folder, found %s"
                .formatted(folder, found.get(0).getFileName()));
      }
    }
  }

  private static Path parent(Path folder) {
    Path parent = folder.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(
          "prototype index %s: expected a folder inside another".formatted(folder));
    }
    return parent;
  }

  /** Makes a folder's entries durable. */
  static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    }
  }

  private static UnavailableException refused(String verb, Path path, IOException cause) {
    return new UnavailableException(
        "prototype index: cannot %s %s: %s".formatted(verb, path, cause), cause);
  }
}
