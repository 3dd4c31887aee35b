package io.lexiseg.prototypes.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.Neighbour;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexContract;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePrototypeIndexTest extends PrototypeIndexContract {
  @TempDir Path root;

  @Override
  protected PrototypeIndexWriter createWriter(IndexDescription description) {
    return FilePrototypeIndexWriter.create(folder(description), description, ComponentType.FLOAT32);
  }

  @Override
  protected PrototypeIndex open(IndexDescription description) {
    return FilePrototypeIndex.open(folder(description));
  }

  private Path folder(IndexDescription description) {
    return root.resolve(description.name() + "-" + description.generation());
  }

  @Test
  void shouldCutEqualSimilaritiesById() {
    // given
    Samples samples = Samples.of("cut", 1, 600, 8, 2).withRepeatedKeys(600);
    Path folder = write(samples, ComponentType.FLOAT32);
    try (PrototypeIndex index = FilePrototypeIndex.open(folder)) {
      // when
      Stream<Long> found = index.nearest(samples.key(0), 3).stream().map(Neighbour::id);

      // then
      assertThat(found).containsExactly(0L, 1L, 2L);
    }
  }

  @Test
  void shouldReadAcrossSeveralMaps() {
    // given
    Samples samples = Samples.of("maps", 1, 1500, 12, 5);
    Path folder = write(samples, ComponentType.FLOAT32);
    int twoBlocksOfKeys = 2 * 256 * 12 * Float.BYTES;
    long[] ids = {1499, 0, 511, 512, 1023, 1024};
    try (PrototypeIndex whole = FilePrototypeIndex.open(folder);
        PrototypeIndex parts = FilePrototypeIndex.open(folder, twoBlocksOfKeys);
        PrototypeIndex smallest = FilePrototypeIndex.open(folder, 1)) {
      // then
      for (PrototypeIndex index : new PrototypeIndex[] {parts, smallest}) {
        assertThat(index.nearest(samples.key(7), 1500))
            .isEqualTo(whole.nearest(samples.key(7), 1500));
        assertThat(index.prototypes(ids)).isEqualTo(whole.prototypes(ids));
        assertThat(index.keys(ids)).isEqualTo(whole.keys(ids));
        assertThat(index.nouns(ids)).isEqualTo(whole.nouns(ids));
      }
    }
  }

  @Test
  void shouldStoreHalvesWithinTheirPrecision() {
    // given
    Samples samples = Samples.of("half", 1, 40, 6, 9);
    Path folder = write(samples, ComponentType.FLOAT16);
    try (PrototypeIndex index = FilePrototypeIndex.open(folder)) {
      // when
      float[] prototypes = index.prototypes(new long[] {39});

      // then
      for (int d = 0; d < 9; d++) {
        float exact = samples.prototype(39)[d];
        float halfStep = Math.max(Math.abs(exact) * 0x1p-11f, 0x1p-25f);
        assertThat(prototypes[d]).isCloseTo(exact, within(halfStep));
      }
    }
  }

  @Test
  void shouldRefuseHalvesOutOfRange() {
    // given
    Samples samples = Samples.of("range", 1, 1, 6, 2);
    try (PrototypeIndexWriter writer =
        FilePrototypeIndexWriter.create(
            root.resolve("range"), samples.description(), ComponentType.FLOAT16)) {
      // then
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.add("tree", samples.key(0), new float[] {1, -65505f}))
          .withMessageContainingAll("65504", "-65505");
    }
  }

  @Test
  void shouldScaleAKeyThatIsNearlyOfUnitNorm() {
    // given
    Samples samples = Samples.of("norm", 1, 1, 6, 2);
    Path folder = root.resolve("norm");
    float[] longer = samples.key(0).clone();
    for (int d = 0; d < longer.length; d++) {
      longer[d] *= 1.0009f;
    }
    try (PrototypeIndexWriter writer =
        FilePrototypeIndexWriter.create(folder, samples.description(), ComponentType.FLOAT32)) {
      writer.add("tree", longer, samples.prototype(0));
      writer.publish();
    }
    try (PrototypeIndex index = FilePrototypeIndex.open(folder)) {
      // when
      float similarity = index.nearest(longer, 1).get(0).similarity();

      // then
      assertThat(similarity).isCloseTo(1f, within(1e-6f));
    }
  }

  @Test
  void shouldLeaveNothingBehindWhenNotPublished() throws IOException {
    // given
    Samples samples = Samples.of("left", 1, 300, 6, 2);
    try (PrototypeIndexWriter writer = createWriter(samples.description())) {
      // when
      samples.addTo(writer);
    }

    // then
    assertThat(entries(root)).isEmpty();
  }

  @Test
  void shouldNotWriteOverAnotherIndex() {
    // given
    Samples samples = Samples.of("taken", 1, 3, 6, 2);
    Path folder = write(samples, ComponentType.FLOAT32);

    // then
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                FilePrototypeIndexWriter.create(
                    folder, samples.description(), ComponentType.FLOAT32))
        .withMessageContainingAll("new or empty folder", "taken");
  }

  @Test
  void shouldSayThatThereIsNoIndex() {
    // then
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FilePrototypeIndex.open(root.resolve("absent")))
        .withMessageContainingAll("absent", "manifest.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"keys.f32", "prototypes.bin", "noun-of-id.i32", "nouns.json"})
  void shouldRefuseATruncatedFile(String name) throws IOException {
    // given
    Path folder = write(Samples.of("short", 1, 300, 6, 2), ComponentType.FLOAT32);
    byte[] bytes = Files.readAllBytes(folder.resolve(name));

    // when
    Files.write(folder.resolve(name), Arrays.copyOf(bytes, bytes.length - 1));

    // then
    assertThatIllegalStateException()
        .isThrownBy(() -> FilePrototypeIndex.open(folder))
        .withMessageContainingAll(
            name, "bytes", "expected " + bytes.length, "found " + (bytes.length - 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"keys.f32", "prototypes.bin", "noun-of-id.i32", "nouns.json"})
  void shouldRefuseAChangedByte(String name) throws IOException {
    // given
    Path folder = write(Samples.of("changed", 1, 300, 6, 2), ComponentType.FLOAT16);
    byte[] bytes = Files.readAllBytes(folder.resolve(name));

    // when
    bytes[bytes.length / 2] ^= 1;
    Files.write(folder.resolve(name), bytes);

    // then
    assertThatIllegalStateException()
        .isThrownBy(() -> FilePrototypeIndex.open(folder))
        .withMessageContainingAll(name, "SHA-256", "expected", "found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"keys.f32", "prototypes.bin", "noun-of-id.i32", "nouns.json"})
  void shouldRefuseAMissingFile(String name) throws IOException {
    // given
    Path folder = write(Samples.of("missing", 1, 300, 6, 2), ComponentType.FLOAT16);

    // when
    Files.delete(folder.resolve(name));

    // then
    assertThatIllegalStateException()
        .isThrownBy(() -> FilePrototypeIndex.open(folder))
        .withMessageContainingAll(name, "no file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"version\" : 1|\"version\" : 2|version: expected 1, found '2'",
        "lexiseg-prototype-index|other|format: expected lexiseg-prototype-index, found 'other'",
        "\"keyDimension\" : 6|\"keyDimension\" : 7|expected 14336, found 12288",
        "\"count\" : 300|\"count\" : 299|expected 2392, found 2400",
        "\"count\" : 300|\"count\" : 0|got 'manifest', 1, 6, 2, 0",
        "\"backbone\" : \"tiny\",||backbone",
        "FLOAT32|FLOAT8|FLOAT8",
        "\"keyBlockRows\" : 256|\"keyBlockRows\" : 64|expected 256, got 64",
        "{|[|expected the manifest of a prototype index"
      })
  void shouldRefuseAManifestThatDoesNotFit(String change) throws IOException {
    // given
    String[] parts = change.split("\\|", -1);
    Path folder = write(Samples.of("manifest", 1, 300, 6, 2), ComponentType.FLOAT32);
    Path manifest = folder.resolve("manifest.json");

    // when
    Files.writeString(
        manifest,
        Files.readString(manifest).replaceFirst(java.util.regex.Pattern.quote(parts[0]), parts[1]));

    // then
    assertThatIllegalStateException()
        .isThrownBy(() -> FilePrototypeIndex.open(folder))
        .withMessageContainingAll("manifest", parts[2]);
  }

  private Path write(Samples samples, ComponentType type) {
    Path folder = folder(samples.description());
    try (PrototypeIndexWriter writer =
        FilePrototypeIndexWriter.create(folder, samples.description(), type)) {
      samples.addTo(writer);
      writer.publish();
    }
    return folder;
  }

  private static Path[] entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toArray(Path[]::new);
    }
  }
}
