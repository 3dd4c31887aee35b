package io.lexiseg.indexbuilder.faiss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layouts of random shapes. */
class FaissLayoutTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void shouldReadEveryKeyUnderItsNumber(long seed) throws IOException {
    // given
    Random random = new Random(seed);
    float[][] keys = keys(random);
    int[] numbers = shuffled(random, keys.length);
    float[][] moved = new float[keys.length][];
    for (int i = 0; i < numbers.length; i++) {
      moved[i] = keys[numbers[i]];
    }
    int lists = 1 + random.nextInt(6);
    boolean sparse = random.nextBoolean();
    int map = random.nextInt(3);

    // when, then
    assertReads(keys, new FaissWriter(random).flat(keys));
    assertReads(keys, new FaissWriter(random).graph(keys));
    assertReads(keys, new FaissWriter(random).lists(keys, lists, sparse, map));
    assertReads(
        keys, new FaissWriter(random).renumbered("IxMp", keys).flat(moved).numbers(numbers));
    assertReads(
        keys, new FaissWriter(random).renumbered("IxM2", keys).graph(moved).numbers(numbers));
    assertReads(
        keys,
        new FaissWriter(random)
            .renumbered("IxMp", keys)
            .lists(moved, lists, sparse, map)
            .numbers(numbers));
  }

  @Test
  void shouldRefuseAGraphOverSomethingElse() {
    // given
    float[][] keys = {{1, 0}, {0, 1}};
    byte[] graph = new FaissWriter(new Random(1)).graph(keys).bytes();
    int nested = graph.length - (45 + 16);
    graph[nested + 3] = 'X';

    // when, then
    assertThatThrownBy(() -> open(graph))
        .hasMessageContaining(
            "byte %d: expected flat vectors (IxFI) under the graph, found 'IxFX'", nested);
  }

  @Test
  void shouldRefuseMoreKeysInsideThanOutside() {
    // given
    float[][] keys = {{1, 0}, {0, 1}};
    byte[] index =
        new FaissWriter(new Random(1))
            .renumbered("IxMp", keys)
            .flat(new float[][] {{1, 0}, {0, 1}, {1, 0}})
            .numbers(new int[] {0, 1})
            .bytes();

    // when, then
    assertThatThrownBy(() -> open(index))
        .hasMessageContaining("byte 37: expected 2 keys of 2 components inside, found 3 of 2");
  }

  @Test
  void shouldRefuseListsKeptElsewhere() {
    // given: faiss can keep lists in a file of their own
    byte[] index =
        new FaissWriter(new Random(1)).lists(new float[][] {{1, 0}}, 1, false, 0).bytes();
    int at = new String(index, StandardCharsets.ISO_8859_1).indexOf("ilar");
    index[at + 2] = 'o';
    index[at + 3] = 'd';

    // when, then
    assertThatThrownBy(() -> open(index))
        .hasMessageContaining(
            "byte %d: expected inverted lists kept as arrays (ilar), found 'ilod'", at);
  }

  @Test
  void shouldRefuseEndlessNesting() {
    // given
    float[][] keys = {{1, 0}};
    FaissWriter writer = new FaissWriter(new Random(1));
    for (int i = 0; i < 1000; i++) {
      writer.renumbered("IxMp", keys);
    }
    byte[] index = writer.flat(keys).bytes();

    // when, then
    assertThatThrownBy(() -> open(index))
        .isInstanceOf(InvalidImportException.class)
        .hasMessageContaining("byte 74: expected a faiss index");
  }

  private void assertReads(float[][] keys, FaissWriter writer) throws IOException {
    try (FaissKeys found = open(writer.bytes())) {
      assertThat(found.layout().count()).isEqualTo(keys.length);
      float[] key = new float[found.layout().dimension()];
      for (int row = 0; row < keys.length; row++) {
        found.read(row, key);
        assertThat(key).containsExactly(keys[row]);
      }
    }
  }

  private FaissKeys open(byte[] content) throws IOException {
    return FaissKeys.open(Files.write(folder.resolve("knn.index"), content));
  }

  private static float[][] keys(Random random) {
    float[][] keys = new float[1 + random.nextInt(40)][1 + random.nextInt(20)];
    for (float[] key : keys) {
      for (int d = 0; d < key.length; d++) {
        key[d] = (float) random.nextGaussian();
      }
    }
    return keys;
  }

  private static int[] shuffled(Random random, int count) {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(i + 1);
      numbers[i] = numbers[other];
      numbers[other] = i;
    }
    return numbers;
  }
}
