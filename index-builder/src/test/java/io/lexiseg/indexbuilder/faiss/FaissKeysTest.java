package io.lexiseg.indexbuilder.faiss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.indexbuilder.published.Samples;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that faiss wrote, and what happens to them on the way. */
class FaissKeysTest {
  private static final int TRAINED_AT = 32;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"flat.index,IxFI", "hnsw.index,IHNf/IxFI", "ivf.index,IwFl", "idmap.index,IxMp/IxFI"})
  void shouldReadTheKeysOfEveryLayout(String name, String type) {
    // when
    try (FaissKeys keys = FaissKeys.open(Samples.copy(name, folder))) {
      // then
      assertThat(keys.layout().type()).isEqualTo(type);
      assertThat(keys.layout().count()).isEqualTo(Samples.COUNT);
      float[] key = new float[Samples.KEY_DIMENSION];
      for (int row = 0; row < Samples.COUNT; row++) {
        keys.read(row, key);
        assertThat(key).containsExactly(Samples.key(row));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "l2.index,byte 33: expected metric 0,'found 1, L2 distance'",
    "sq8.index,byte 0: expected a faiss index of type IxFI,found 'IxSQ'",
    "l2norm.index,byte 0: expected a faiss index of type IxFI,found 'IxPT'",
    "keys.npy,byte 0: expected a faiss index,found '\\x93NUM'",
    "prototypes.tar,byte 0: expected a faiss index,'a compressed file: unpack it first'"
  })
  void shouldRefuseOtherFilesNamingTheByte(String name, String expected, String found) {
    // given
    Path file = Samples.copy(name, folder);

    // when, then
    assertThatThrownBy(() -> FaissKeys.open(file))
        .isInstanceOf(InvalidImportException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(expected)
        .hasMessageContaining(found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"flat.index", "hnsw.index", "ivf.index", "idmap.index"})
  void shouldRefuseWhatIsCutShort(String name) {
    // given
    byte[] whole = Samples.bytes(name);

    for (int length = 0; length < whole.length; length += length < 160 ? 1 : 83) {
      Path file = Samples.write(folder.resolve(name), Arrays.copyOf(whole, length));

      // when, then
      assertThatThrownBy(() -> FaissKeys.open(file))
          .as("%s cut to %d bytes", name, length)
          .isInstanceOf(InvalidImportException.class)
          .hasMessageMatching("(?s).*: byte [0-9]+: expected .*, found .*");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"flat.index", "hnsw.index", "ivf.index", "idmap.index"})
  void shouldReadOrRefuseWhateverAByteBecomes(String name) {
    // given
    byte[] whole = Samples.bytes(name);
    Random random = new Random(3);

    for (int i = 0; i < 150; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(whole.length)] = (byte) random.nextInt();
      Path file = Samples.write(folder.resolve(name), damaged);

      // when, then: nothing but a refusal, and every row readable
      try (FaissKeys keys = FaissKeys.open(file)) {
        float[] key = new float[keys.layout().dimension()];
        for (int row = 0; row < keys.layout().count(); row++) {
          keys.read(row, key);
        }
      } catch (InvalidImportException e) {
        assertThat(e).hasMessageMatching("(?s).*: byte [0-9]+: expected .*, found .*");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "4,0,byte 4: expected a dimension",
    "4,-5,byte 4: expected a dimension",
    "4,31,byte 37: expected 744 components",
    "8,0,byte 8: expected 1 to",
    "8,23,byte 37: expected 736 components",
    "8,2000000000,'byte 8: expected 1 to 24 keys of 32 components, as many as the rest of the file holds'",
    "33,2,'byte 33: expected metric 0, inner product, found 2'",
    "37,2000000000,byte 37: expected at most 768 components"
  })
  void shouldRefuseImpossibleNumbers(int at, int value, String message) {
    // given
    byte[] content = Samples.bytes("flat.index");
    ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
    Path file = Samples.write(folder.resolve("knn.index"), content);

    // when, then
    assertThatThrownBy(() -> FaissKeys.open(file)).hasMessageContaining(message);
  }

  @Test
  void shouldRefuseAnUntrainedIndex() {
    // given
    byte[] content = Samples.bytes("flat.index");
    content[TRAINED_AT] = 0;
    Path file = Samples.write(folder.resolve("knn.index"), content);

    // when, then
    assertThatThrownBy(() -> FaissKeys.open(file)).hasMessageContaining("byte 32: expected 1");
  }

  @Test
  void shouldRefuseBytesAfterTheEnd() {
    // given
    byte[] content = Samples.bytes("flat.index");
    Path file =
        Samples.write(folder.resolve("knn.index"), Arrays.copyOf(content, content.length + 3));

    // when, then
    assertThatThrownBy(() -> FaissKeys.open(file))
        .hasMessageContaining("byte 3117: expected the end of the file, found 3 more bytes");
  }

  @Test
  void shouldRefuseANumberThatComesTwice() {
    // given
    byte[] content = Samples.bytes("idmap.index");
    int last = content.length - Long.BYTES;
    ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putLong(last, 23);
    Path file = Samples.write(folder.resolve("knn.index"), content);

    // when, then
    assertThatThrownBy(() -> FaissKeys.open(file))
        .hasMessageContaining("byte %d: expected each of the numbers 0..23 once, found 23", last);
  }
}
