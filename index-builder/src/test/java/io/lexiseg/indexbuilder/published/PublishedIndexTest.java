package io.lexiseg.indexbuilder.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.indexbuilder.faiss.InvalidImportException;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.random.TinyPack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedIndexTest {
  private static final int KEYS_AT = 45;
  private static final int KEY_BYTES = Samples.KEY_DIMENSION * Float.BYTES;

  @TempDir static Path packs;
  private static ModelPack pack;

  @TempDir Path folder;
  private Path faiss;
  private Path scratch;

  @BeforeAll
  static void writePack() {
    pack = TinyPack.write(packs.resolve("tiny"), 1);
  }

  @BeforeEach
  void writeKeys() throws IOException {
    faiss = Samples.copy("flat.index", folder);
    scratch = Files.createDirectory(folder.resolve("scratch"));
  }

  @Test
  void shouldPairKeysWithPrototypesInOrderOfNames() {
    // given: an archive of numpy's files in no order, with names that UTF-16 would sort otherwise
    Path graph = Samples.copy("hnsw.index", folder);
    Path archive = Samples.copy("prototypes.tar", folder);

    // when
    try (PrototypeIndex index = whenImported(graph, archive)) {
      // then
      assertThat(index.manifest().count()).isEqualTo(Samples.COUNT);
      for (int row = 0; row < Samples.COUNT; row++) {
        assertThat(index.keys(new long[] {row})).containsExactly(Samples.key(row));
        assertThat(index.prototypes(new long[] {row})).containsExactly(Samples.prototype(row));
      }
      assertThat(index.nouns(new long[] {0, 9, 22, 23}))
          .isEqualTo(List.of("bicycle", "tree", "wide", "tree"));
    }
  }

  @Test
  void shouldReadFolderTarAndGzipAlike() {
    // given
    List<Path> locations =
        List.of(
            Archives.folder(folder.resolve("prototypes"), Archives.files()),
            Archives.tar(folder.resolve("prototypes.tar"), Archives.files()),
            Archives.gzip(folder.resolve("prototypes.zip"), Archives.files()));

    for (Path location : locations) {
      // when
      try (PrototypeIndex index = whenImported(faiss, location)) {
        // then
        for (int row = 0; row < Samples.COUNT; row++) {
          assertThat(index.prototypes(new long[] {row})).containsExactly(Samples.prototype(row));
        }
      }
    }
  }

  @Test
  void shouldSayWhatWasRead() throws IOException {
    // given
    Path prototypes = Archives.folder(folder.resolve("prototypes"), Archives.files());

    // when
    try (PublishedIndex pairs = open(faiss, prototypes)) {
      // then
      assertThat(pairs.report().facts())
          .containsEntry("builder", "index import")
          .containsEntry("dropped", "0 of 24 pairs")
          .containsEntry("pack", "tiny");
      assertThat(pairs.report().facts().get("faiss"))
          .startsWith("flat.index, IxFI, 24 keys of 32 components, SHA-256 ")
          .endsWith(Sha256.of(faiss, ProgressListener.NONE));
      Path all = folder.resolve("all");
      for (byte[] content : Archives.files().values()) {
        Files.write(all, content, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
      assertThat(pairs.report().facts().get("prototypes"))
          .isEqualTo(
              "prototypes, %d bytes, SHA-256 %s"
                  .formatted(Files.size(all), Sha256.of(all, ProgressListener.NONE)));
      assertThat(pairs.report().warnings()).isEmpty();
    }
  }

  @Test
  void shouldLeaveOutHiddenFilesAndSaySo() {
    // given
    Map<String, byte[]> files = Archives.files();
    files.put(".DS_Store", new byte[] {1});
    files.put("._000_noun0.npy", new byte[] {1});

    for (Path location :
        List.of(
            Archives.folder(folder.resolve("prototypes"), files),
            Archives.gzip(folder.resolve("archive"), files))) {
      // when
      try (PublishedIndex pairs = open(faiss, location)) {
        // then
        assertThat(pairs.report().warnings())
            .singleElement()
            .asString()
            .contains("left out 2 hidden files", ".DS_Store", "._000_noun0.npy");
      }
    }
  }

  @Test
  void shouldDropPairsThatPointNowhereWithTheirKeys() throws IOException {
    // given
    Map<String, byte[]> files = Archives.files();
    float[] infinite = Samples.prototype(3);
    infinite[63] = Float.NEGATIVE_INFINITY;
    files.put("003_noun0.npy", Archives.npy(infinite));
    float[] nan = Samples.prototype(7);
    nan[0] = Float.NaN;
    files.put("007_noun1.npy", Archives.npy(nan));
    files.put("008_noun2.npy", Archives.npy(new float[64]));
    byte[] keys = Samples.bytes("flat.index");
    ByteBuffer.wrap(keys)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putFloat(KEYS_AT + 10 * KEY_BYTES, Float.NaN);
    Arrays.fill(keys, KEYS_AT + 23 * KEY_BYTES, KEYS_AT + 24 * KEY_BYTES, (byte) 0);
    Files.write(faiss, keys);
    Path prototypes = Archives.gzip(folder.resolve("archive"), files);

    // when
    try (PrototypeIndex index = whenImported(faiss, prototypes)) {
      // then
      assertThat(index.manifest().provenance())
          .containsEntry(
              "dropped",
              "5 of 24 pairs: prototype not finite 2, prototype zero 1, key not finite 1, key zero 1");
      assertThat(index.manifest().count()).isEqualTo(19);
      int id = 0;
      for (int row = 0; row < Samples.COUNT; row++) {
        if (!List.of(3, 7, 8, 10, 23).contains(row)) {
          assertThat(index.keys(new long[] {id})).containsExactly(Samples.key(row));
          assertThat(index.prototypes(new long[] {id})).containsExactly(Samples.prototype(row));
          id++;
        }
      }
    }
    try (PublishedIndex pairs = open(faiss, prototypes)) {
      assertThat(pairs.report().warnings())
          .contains(
              "row 3, 003_noun0.npy: dropped, prototype not finite",
              "row 23, 023_noun2.npy: dropped, key zero");
    }
  }

  @Test
  void shouldBringKeysToUnitNormOnlyWhenAsked() throws IOException {
    // given
    byte[] keys = Samples.bytes("flat.index");
    ByteBuffer buffer = ByteBuffer.wrap(keys).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = KEYS_AT; at < KEYS_AT + KEY_BYTES; at += Float.BYTES) {
      buffer.putFloat(at, 3 * buffer.getFloat(at));
    }
    Files.write(faiss, keys);
    Path prototypes = Archives.gzip(folder.resolve("archive"), Archives.files());

    // when, then
    assertThatThrownBy(() -> open(faiss, prototypes))
        .isInstanceOf(InvalidImportException.class)
        .hasMessageContaining("expected keys of unit norm within 1.0E-6, found norm min ")
        .hasMessageContaining("max 2.9999");
    try (PublishedIndex pairs = PublishedIndex.open(faiss, prototypes, settings(true), none())) {
      assertThat(pairs.report().facts().get("keys"))
          .startsWith("norm min ")
          .endsWith("brought to unit norm");
    }
    try (PrototypeIndex index = whenImported(faiss, prototypes, settings(true))) {
      assertThat(index.keys(new long[] {0})).containsExactly(Samples.key(0), within(1e-6f));
    }
  }

  @Test
  void shouldTellAllProblemsAtOnce() {
    // given
    Map<String, byte[]> files = Archives.files();
    files.put("001_noun1.npy", Samples.bytes("big-endian.npy"));
    files.put("002_noun2.npy", Archives.npy(1, 2, 3));
    files.put("003_noun0.npy", new byte[] {1, 2});
    files.put("readme.txt", new byte[] {1});
    files.put("100_more.npy", Archives.npy(Samples.prototype(0)));

    for (Path location :
        List.of(
            Archives.folder(folder.resolve("prototypes"), files),
            Archives.tar(folder.resolve("archive"), files))) {
      // when, then
      assertThatThrownBy(() -> open(faiss, location))
          .isInstanceOf(InvalidImportException.class)
          .hasMessageContaining("001_noun1.npy: byte 11: expected little-endian")
          .hasMessageContaining(
              "002_noun2.npy: expected shape [64] as the backbone of pack tiny gives, found [3]")
          .hasMessageContaining("003_noun0.npy: byte 0: expected a NumPy array")
          .hasMessageContaining("readme.txt: expected a name in .npy")
          .hasMessageContaining("expected 24 prototypes, as many as there are keys, found 26");
      assertThat(scratch).isEmptyDirectory();
    }
  }

  @Test
  void shouldListNoMoreThanTwentyProblems() {
    // given
    Map<String, byte[]> files = Archives.files();
    files.replaceAll((name, content) -> Archives.npy(1));
    Path prototypes = Archives.gzip(folder.resolve("archive"), files);

    // when, then
    assertThatThrownBy(() -> open(faiss, prototypes))
        .hasMessageContaining("019_noun1.npy")
        .hasMessageNotContaining("020_noun2.npy")
        .hasMessageEndingWith("; and 4 more");
  }

  @Test
  void shouldTellBothFilesProblemsBeforeReadingThem() {
    // given
    Path l2 = Samples.copy("l2.index", folder);

    // when, then
    assertThatThrownBy(() -> open(l2, folder.resolve("nowhere")))
        .hasMessageContaining("byte 33: expected metric 0")
        .hasMessageContaining("nowhere: expected a folder or a tar archive");
    assertThatThrownBy(() -> open(folder.resolve("no-keys"), folder.resolve("nowhere")))
        .hasMessageContaining("no-keys: expected a faiss file that can be read")
        .hasMessageContaining("nowhere: expected a folder or a tar archive");
  }

  @Test
  void shouldRefuseKeysOfOtherDimensions() throws IOException {
    // given: the same numbers as 48 keys of 16
    byte[] keys = Samples.bytes("flat.index");
    ByteBuffer.wrap(keys).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 16).putLong(8, 48);
    Files.write(faiss, keys);
    Path prototypes = Archives.gzip(folder.resolve("archive"), Archives.files());

    // when, then
    assertThatThrownBy(() -> open(faiss, prototypes))
        .hasMessageContaining(
            "expected keys of 32 components as the text encoder of pack tiny gives, found 16");
  }

  @Test
  void shouldRefuseArchivesOfAnotherMake() {
    // given
    Map<String, byte[]> files = Archives.files();
    byte[] moved = files.remove("005_noun2.npy");
    files.put("elsewhere/005_noun2.npy", moved);
    files.put("006_noun0.npy->", new byte[0]);
    files.put("a_empty.npy", new byte[0]);
    files.put("b_large.npy", new byte[PrototypeFiles.MOST_BYTES + 1]);
    Path prototypes = Archives.gzip(folder.resolve("archive"), files);

    // when, then
    assertThatThrownBy(() -> open(faiss, prototypes))
        .hasMessageContaining("elsewhere/005_noun2.npy: expected all files in ''")
        .hasMessageContaining("006_noun0.npy: expected a file, found a link or device")
        .hasMessageContaining("a_empty.npy: expected 1 to 1048576 bytes, found 0")
        .hasMessageContaining("b_large.npy: expected 1 to 1048576 bytes, found 1048577");
  }

  @Test
  void shouldRefuseANameThatComesTwice() throws IOException {
    // given: two archives one after the other, the first without its end
    byte[] first = Files.readAllBytes(Archives.tar(folder.resolve("a"), Archives.files()));
    int entries = Samples.COUNT * 1024;
    byte[] twice = Arrays.copyOf(first, 1024 + first.length);
    System.arraycopy(first, 0, twice, 1024, entries);
    Path prototypes = Files.write(folder.resolve("twice.tar"), twice);

    // when, then
    assertThatThrownBy(() -> open(faiss, prototypes))
        .hasMessageContaining("000_noun0.npy: expected one file of that name, found another")
        .hasMessageContaining("expected 24 prototypes");
  }

  @Test
  void shouldRefuseAnArchiveThatIsCutShortOrDamaged() throws IOException {
    // given
    byte[] whole = Files.readAllBytes(Archives.gzip(folder.resolve("a"), Archives.files()));
    byte[] plain = Files.readAllBytes(Archives.tar(folder.resolve("b"), Archives.files()));
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 0x10;
    List<byte[]> archives =
        List.of(
            Arrays.copyOf(whole, whole.length / 2),
            Arrays.copyOf(whole, 11),
            Arrays.copyOf(whole, whole.length - 5),
            flipped,
            Arrays.copyOf(plain, 5000));

    for (byte[] content : archives) {
      Path prototypes = Files.write(folder.resolve("damaged.tar"), content);

      // when, then
      assertThatThrownBy(() -> open(faiss, prototypes))
          .isInstanceOf(InvalidImportException.class)
          .hasMessageContaining(
              "damaged.tar: expected a whole tar archive, found it damaged after");
      assertThat(scratch).isEmptyDirectory();
    }
  }

  @Test
  void shouldRefuseZipArchivesAndFoldersInFolders() throws IOException {
    // given
    Path zip = Files.write(folder.resolve("faiss_index.zip"), new byte[] {'P', 'K', 3, 4});
    Path prototypes = Archives.folder(folder.resolve("prototypes"), Archives.files());
    Files.createDirectory(prototypes.resolve("more.npy"));

    // when, then
    assertThatThrownBy(() -> open(zip, zip))
        .hasMessageContaining("byte 0: expected a tar archive, found a zip archive: unpack it")
        .hasMessageContaining("byte 0: expected a faiss index")
        .hasMessageContaining("a zip archive: unpack it first");
    assertThatThrownBy(() -> open(faiss, prototypes))
        .hasMessageContaining("more.npy: expected a file, found something else");
  }

  @Test
  void shouldTakeNounsOutOfNamesAsAsked() {
    // given
    ImportSettings first = new ImportSettings(pack, scratch, Pattern.compile("([a-z]+)-.*"), false);

    // when, then
    assertThat(first.noun("dog-0001_2.npy")).isEqualTo("dog");
    assertThat(settings(false).noun("0001_2_traffic light.npy")).isEqualTo("traffic light");
    assertThat(settings(false).noun("dog.npy")).isEqualTo("dog");
    assertThatThrownBy(() -> first.noun("0001_dog.npy"))
        .hasMessage("0001_dog.npy: expected a name with a noun by the pattern ([a-z]+)-.*");
    assertThatThrownBy(() -> new ImportSettings(pack, scratch, Pattern.compile(".*"), false))
        .hasMessageContaining("expected a pattern with a group");
  }

  private PrototypeIndex whenImported(Path keys, Path prototypes) {
    return whenImported(keys, prototypes, settings(false));
  }

  private PrototypeIndex whenImported(Path keys, Path prototypes, ImportSettings settings) {
    String out = folder.resolve("index-of-" + prototypes.getFileName()).toString();
    try (PublishedIndex pairs = PublishedIndex.open(keys, prototypes, settings, none())) {
      IndexDescription description =
          new IndexDescription("index", 1, pack.backbone(), 32, 64, pairs.report().facts());
      try (PrototypeIndexWriter writer = PrototypeIndexes.create(out, description)) {
        pairs.addTo(writer, none());
        writer.publish();
      }
    }
    return PrototypeIndexes.open(out);
  }

  private PublishedIndex open(Path keys, Path prototypes) {
    return PublishedIndex.open(keys, prototypes, settings(false), none());
  }

  private ImportSettings settings(boolean unitKeys) {
    Pattern nouns = Pattern.compile(ImportSettings.AFTER_LAST_UNDERSCORE);
    return new ImportSettings(pack, scratch, nouns, unitKeys);
  }

  private static ProgressListener none() {
    return ProgressListener.NONE;
  }
}
