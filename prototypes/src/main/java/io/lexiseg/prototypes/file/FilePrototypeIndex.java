package io.lexiseg.prototypes.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.HalfFloats;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.Neighbour;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.prototypes.file.FileManifest.StoredFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An index folder mapped into memory, with exact search over all keys. What is read often stays in
 * the page cache, shared by all processes of the machine.
 *
 * <p><b>Threads:</b> any number; a search runs on its caller's thread.
 */
public final class FilePrototypeIndex implements PrototypeIndex {
  private final FileManifest manifest;
  private final IndexDescription description;
  private final MappedRecords keys;
  private final MappedRecords prototypes;
  private final MappedRecords nounOfId;
  private final List<String> nouns;
  private volatile boolean closed;

  private FilePrototypeIndex(Path folder, FileManifest manifest, int mapBytes) throws IOException {
    this.manifest = manifest;
    this.description = manifest.index().describe();
    long count = manifest.index().count();
    this.keys =
        MappedRecords.map(
            folder.resolve(FileManifest.KEYS),
            manifest.keyBlockBytes(),
            manifest.keyBlocks(),
            mapBytes);
    this.prototypes =
        MappedRecords.map(
            folder.resolve(FileManifest.PROTOTYPES), manifest.prototypeBytes(), count, mapBytes);
    this.nounOfId =
        MappedRecords.map(folder.resolve(FileManifest.NOUN_OF_ID), Integer.BYTES, count, mapBytes);
    this.nouns = readNouns(folder.resolve(FileManifest.NOUNS));
  }

  /**
   * Opens an index folder after checking the size and checksum of each of its files.
   *
   * @throws IllegalArgumentException if there is no index in the folder
   * @throws IllegalStateException if a file is damaged, truncated or of another version
   * @throws UnavailableException if a file cannot be read
   */
  public static FilePrototypeIndex open(Path folder) {
    return open(folder, MappedRecords.MAP_BYTES);
  }

  /**
   * Reads what an index folder is said to hold, without looking at its pairs.
   *
   * @throws IllegalArgumentException if there is no index in the folder
   * @throws IllegalStateException if its manifest is damaged or of another version
   * @throws UnavailableException if the manifest cannot be read
   */
  public static IndexManifest manifest(Path folder) {
    try {
      return FileManifest.read(folder).index();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  static FilePrototypeIndex open(Path folder, int mapBytes) {
    try {
      FileManifest manifest = FileManifest.read(folder);
      checkFiles(folder, manifest);
      return new FilePrototypeIndex(folder, manifest, mapBytes);
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  private static UnavailableException unreadable(Path folder, IOException cause) {
    return new UnavailableException(
        "prototype index %s: cannot be read: %s".formatted(folder, cause), cause);
  }

  private static void checkFiles(Path folder, FileManifest manifest) throws IOException {
    long count = manifest.index().count();
    check(folder, manifest, FileManifest.KEYS, manifest.keyBlocks() * manifest.keyBlockBytes());
    check(folder, manifest, FileManifest.PROTOTYPES, count * manifest.prototypeBytes());
    check(folder, manifest, FileManifest.NOUN_OF_ID, count * Integer.BYTES);
    StoredFile nouns = manifest.files().get(FileManifest.NOUNS);
    check(folder, manifest, FileManifest.NOUNS, nouns == null ? 0 : nouns.bytes());
  }

  private static void check(Path folder, FileManifest manifest, String name, long bytes)
      throws IOException {
    StoredFile stored = manifest.files().get(name);
    Path path = folder.resolve(name);
    if (stored == null || !Files.isRegularFile(path)) {
      throw new IllegalStateException(
          "%s: expected a file that the manifest lists, found %s"
              .formatted(path, stored == null ? "no entry in the manifest" : "no file"));
    }
    require(path, "bytes by the manifest's dimensions and count", bytes, stored.bytes());
    require(path, "bytes", bytes, Files.size(path));
    require(path, "SHA-256", stored.sha256(), DataFile.checksum(path));
  }

  private static void require(Path path, String what, Object expected, Object found) {
    if (!found.equals(expected)) {
      throw new IllegalStateException(
          "%s: %s: expected %s, found %s".formatted(path, what, expected, found));
    }
  }

  private static List<String> readNouns(Path path) throws IOException {
    try {
      return List.copyOf(
          new ObjectMapper()
              .readValue(Files.readAllBytes(path), new TypeReference<List<String>>() {}));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "%s: expected a list of nouns, found %s".formatted(path, e.getOriginalMessage()), e);
    }
  }

  @Override
  public IndexManifest manifest() {
    return manifest.index();
  }

  @Override
  public List<Neighbour> nearest(float[] key, int k) {
    return nearest(List.of(key), k).get(0);
  }

  /** One pass over the keys, however many queries: a block is fetched once and stays in a cache. */
  @Override
  public List<List<Neighbour>> nearest(List<float[]> queries, int k) {
    requireOpen();
    if (k < 1) {
      throw new IllegalArgumentException(
          "index %s: expected k >= 1, got %d".formatted(description.name(), k));
    }
    int kept = (int) Math.min(k, manifest.index().count());
    KeyBlocks blocks =
        new KeyBlocks(
            queries.stream().map(description::unitKey).toList(), description.keyDimension());
    List<NearestHeap> heaps = queries.stream().map(query -> new NearestHeap(kept)).toList();
    for (long block = 0; block < manifest.keyBlocks(); block++) {
      long first = block * KeyBlocks.ROWS;
      int rows = (int) Math.min(KeyBlocks.ROWS, manifest.index().count() - first);
      float[][] products = blocks.products(keyBlock(block));
      for (int q = 0; q < products.length; q++) {
        heaps.get(q).offerAll(products[q], rows, first);
      }
    }
    return heaps.stream().map(NearestHeap::sorted).toList();
  }

  @Override
  public float[] prototypes(long[] ids) {
    requireIds(ids);
    int dimension = description.prototypeDimension();
    float[] target = new float[Math.multiplyExact(ids.length, dimension)];
    for (int i = 0; i < ids.length; i++) {
      decode(prototypes.record(ids[i]), target, i * dimension, dimension);
    }
    return target;
  }

  private void decode(ByteBuffer stored, float[] target, int offset, int dimension) {
    if (manifest.prototypeType() == ComponentType.FLOAT32) {
      stored.asFloatBuffer().get(target, offset, dimension);
      return;
    }
    for (int d = 0; d < dimension; d++) {
      target[offset + d] = HalfFloats.toFloat(stored.getShort(Short.BYTES * d));
    }
  }

  @Override
  public float[] keys(long[] ids) {
    requireIds(ids);
    int dimension = description.keyDimension();
    float[] target = new float[Math.multiplyExact(ids.length, dimension)];
    for (int i = 0; i < ids.length; i++) {
      int row = (int) (ids[i] % KeyBlocks.ROWS);
      KeyBlocks.getRow(keyBlock(ids[i] / KeyBlocks.ROWS), row, target, i * dimension, dimension);
    }
    return target;
  }

  private FloatBuffer keyBlock(long block) {
    return keys.record(block).asFloatBuffer();
  }

  @Override
  public List<String> nouns(long[] ids) {
    requireIds(ids);
    List<String> found = new ArrayList<>(ids.length);
    for (long id : ids) {
      found.add(nouns.get(nounOfId.record(id).getInt()));
    }
    return List.copyOf(found);
  }

  private void requireIds(long[] ids) {
    requireOpen();
    for (long id : ids) {
      if (id < 0 || id >= manifest.index().count()) {
        throw new IllegalArgumentException(
            "index %s: expected ids 0..%d, got %d"
                .formatted(description.name(), manifest.index().count() - 1, id));
      }
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("index %s: closed".formatted(description.name()));
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
