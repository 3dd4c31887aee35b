package io.lexiseg.prototypes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.prototypes.location.IndexCopy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every prototype index promises, whatever it is kept in. */
public abstract class PrototypeIndexContract {
  private static final int COUNT = 270;
  private static final int KEY_DIMENSION = 26;
  private static final int PROTOTYPE_DIMENSION = 10;

  /** Similarities are summed in float, in an order of the index's own. */
  private static final float ROUNDING = 1e-5f;

  /**
   * Components of a unit key are at most one, so a half is within 2^-12; a similarity sums products
   * of two such vectors, whose errors cancel but in part.
   */
  private static final float HALF_ROUNDING = 2e-3f;

  /** A writer of an empty index. */
  protected abstract PrototypeIndexWriter createWriter(IndexDescription description);

  /** How prototypes come back. */
  protected ComponentType prototypeType() {
    return ComponentType.FLOAT32;
  }

  /** How keys come back and are searched. */
  protected ComponentType keyType() {
    return ComponentType.FLOAT32;
  }

  /** Opens what such a writer published. */
  protected abstract PrototypeIndex open(IndexDescription description);

  @Test
  void shouldSayWhatItHolds() {
    // given
    Samples samples = samples("manifest");

    // when
    IndexManifest published = write(samples);

    // then
    assertThat(published).isEqualTo(samples.manifest());
    try (PrototypeIndex index = open(samples.description())) {
      assertThat(index.manifest()).isEqualTo(samples.manifest());
    }
  }

  @Test
  void shouldKeepWhatIsLearntWhileItIsWritten() {
    // given
    Samples samples = samples("learnt");
    Map<String, String> learnt = Map.of("nouns", "3");

    // when
    try (PrototypeIndexWriter writer = createWriter(samples.description())) {
      samples.addTo(writer);
      writer.publish(learnt);
    }

    // then
    try (PrototypeIndex index = open(samples.description())) {
      assertThat(index.manifest()).isEqualTo(samples.description().manifest(COUNT, learnt));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 11, 256, COUNT, COUNT + 1})
  void shouldFindWhatThePlainSearchFinds(int k) {
    // given
    Samples samples = samples("nearest-" + k);
    write(samples);
    Random random = new Random(k);
    try (PrototypeIndex index = open(samples.description())) {
      for (int round = 0; round < 5; round++) {
        float[] query = Samples.unit(random, KEY_DIMENSION);

        // when
        List<Neighbour> found = index.nearest(query, k);

        // then
        assertSame(found, samples, query, k);
      }
    }
  }

  @Test
  void shouldOrderEqualSimilaritiesById() {
    // given
    Samples samples =
        Samples.of("ties", 1, 280, KEY_DIMENSION, PROTOTYPE_DIMENSION).withRepeatedKeys(7);
    write(samples);
    try (PrototypeIndex index = open(samples.description())) {
      // when
      List<Neighbour> found = index.nearest(samples.key(3), 7);

      // then
      assertThat(found)
          .extracting(Neighbour::id)
          .containsExactly(3L, 43L, 83L, 123L, 163L, 203L, 243L);
      assertThat(found)
          .allSatisfy(n -> assertThat(n.similarity()).isCloseTo(1f, within(rounding())));
    }
  }

  @Test
  void shouldFindForSeveralQueriesWhatItFindsForEach() {
    // given
    Samples samples = samples("several");
    write(samples);
    Random random = new Random(1);
    List<float[]> queries =
        IntStream.range(0, 5).mapToObj(q -> Samples.unit(random, KEY_DIMENSION)).toList();
    try (PrototypeIndex index = open(samples.description())) {
      // when
      List<List<Neighbour>> found = index.nearest(queries, 30);

      // then
      assertThat(found).isEqualTo(queries.stream().map(key -> index.nearest(key, 30)).toList());
      assertThat(index.nearest(List.of(), 30)).isEmpty();
    }
  }

  @Test
  void shouldFindASingleKey() {
    // given
    Samples samples = Samples.of("single", 1, 1, KEY_DIMENSION, PROTOTYPE_DIMENSION);
    write(samples);
    try (PrototypeIndex index = open(samples.description())) {
      // when
      List<Neighbour> found = index.nearest(samples.key(0), 350);

      // then
      assertThat(found).extracting(Neighbour::id).containsExactly(0L);
    }
  }

  @Test
  void shouldReturnPrototypesKeysAndNounsInOrderOfTheIds() {
    // given
    Samples samples = samples("fetch");
    write(samples);
    long[] ids = {269, 0, 256, 255, 0, 3, 4, 5};
    try (PrototypeIndex index = open(samples.description())) {
      // when
      float[] prototypes = index.prototypes(ids);
      float[] keys = index.keys(ids);
      List<String> nouns = index.nouns(ids);

      // then
      for (int i = 0; i < ids.length; i++) {
        assertThat(row(prototypes, i, PROTOTYPE_DIMENSION))
            .isEqualTo(asStored(samples.prototype(ids[i])));
        assertThat(row(keys, i, KEY_DIMENSION))
            .usingComparatorWithPrecision(rounding())
            .containsExactly(samples.key(ids[i]));
        assertThat(nouns.get(i)).isEqualTo(samples.noun(ids[i]));
      }
    }
  }

  @Test
  void shouldReturnNothingForNoIds() {
    // given
    Samples samples = samples("none");
    write(samples);
    try (PrototypeIndex index = open(samples.description())) {
      // when
      float[] prototypes = index.prototypes(new long[0]);

      // then
      assertThat(prototypes).isEmpty();
      assertThat(index.nouns(new long[0])).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, COUNT, Long.MAX_VALUE})
  void shouldRejectAnUnknownId(long id) {
    // given
    Samples samples = samples("unknown");
    write(samples);
    try (PrototypeIndex index = open(samples.description())) {
      // then
      assertThatIllegalArgumentException()
          .isThrownBy(() -> index.prototypes(new long[] {0, id}))
          .withMessageContainingAll("unknown", Long.toString(id));
      assertThatIllegalArgumentException().isThrownBy(() -> index.keys(new long[] {id}));
      assertThatIllegalArgumentException().isThrownBy(() -> index.nouns(new long[] {id}));
    }
  }

  @Test
  void shouldKeepEveryByte() {
    // given: bytes that end lines and strings, are no UTF-8 or look like no number
    float[] odd = {bits(0x0a0d0a0d), bits(0x3f000a0d), bits(0x0d0affff), bits(0x00ff00c0)};
    float[] prototype = new float[PROTOTYPE_DIMENSION];
    float[] key = new float[KEY_DIMENSION];
    for (int d = 0; d < PROTOTYPE_DIMENSION; d++) {
      prototype[d] = odd[d % odd.length];
    }
    key[0] = bits(0x0a0d0a0d);
    key[1] = bits(0x0d0a00ff);
    key[2] = bits(0x000d0aff);
    key[3] = 1;
    String noun = "\u0000\n\r\u007f\u0080\u00ff\u07c0\ufffd\r\n";
    Samples samples = samples("bytes");
    try (PrototypeIndexWriter writer = createWriter(samples.description())) {
      writer.add(noun, key, prototype);
      writer.publish();
    }

    // when
    try (PrototypeIndex index = open(samples.description())) {
      long[] only = {0};

      // then
      assertThat(index.prototypes(only)).isEqualTo(asStored(prototype));
      assertThat(index.keys(only)).usingComparatorWithPrecision(rounding()).containsExactly(key);
      assertThat(index.nouns(only)).containsExactly(noun);
      assertThat(index.nearest(index.keys(only), 1))
          .singleElement()
          .satisfies(n -> assertThat(n.similarity()).isCloseTo(1f, within(rounding())));
      if (keyType() == ComponentType.FLOAT32) {
        assertThat(index.keys(only)).isEqualTo(key);
      }
    }
  }

  private static float bits(int bits) {
    return Float.intBitsToFloat(bits);
  }

  @Test
  void shouldRejectAQueryThatDoesNotFit() {
    // given
    Samples samples = samples("query");
    write(samples);
    float[] unit = samples.key(0);
    float[] notANumber = unit.clone();
    notANumber[3] = Float.NaN;
    try (PrototypeIndex index = open(samples.description())) {
      // then
      assertThatIllegalArgumentException()
          .isThrownBy(() -> index.nearest(Arrays.copyOf(unit, KEY_DIMENSION + 1), 5))
          .withMessageContainingAll("26", "27");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> index.nearest(new float[KEY_DIMENSION], 5))
          .withMessageContaining("norm");
      assertThatIllegalArgumentException().isThrownBy(() -> index.nearest(notANumber, 5));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> index.nearest(unit, 0))
          .withMessageContaining("k >= 1");
    }
  }

  @Test
  void shouldRejectAPairThatDoesNotFit() {
    // given
    Samples samples = samples("pair");
    float[] key = samples.key(0);
    float[] prototype = samples.prototype(0);
    float[] infinite = prototype.clone();
    infinite[9] = Float.POSITIVE_INFINITY;
    try (PrototypeIndexWriter writer = createWriter(samples.description())) {
      // then
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.add("tree", new float[3], prototype))
          .withMessageContainingAll("26", "3");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.add("tree", key, new float[11]))
          .withMessageContainingAll("10", "11");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.add("tree", key, infinite))
          .withMessageContainingAll("finite", "Infinity", "9");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.add("tree", new float[KEY_DIMENSION], prototype))
          .withMessageContaining("norm");
    }
  }

  @Test
  void shouldRefuseToPublishNothing() {
    // given
    Samples samples = samples("empty");
    try (PrototypeIndexWriter writer = createWriter(samples.description())) {
      // then
      assertThatIllegalStateException().isThrownBy(writer::publish).withMessageContaining("empty");
    }
  }

  @Test
  void shouldBeInvisibleUntilPublished() {
    // given
    Samples samples = samples("hidden");
    try (PrototypeIndexWriter writer = createWriter(samples.description())) {
      samples.addTo(writer);

      // then
      assertThatIllegalArgumentException().isThrownBy(() -> open(samples.description()));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> open(samples.description()));
  }

  @Test
  void shouldAcceptTheSameNameAgainAfterAnUnpublishedAttempt() {
    // given
    Samples samples = samples("again");
    try (PrototypeIndexWriter writer = createWriter(samples.description())) {
      writer.add("tree", samples.key(5), samples.prototype(5));
    }

    // when
    write(samples);

    // then
    try (PrototypeIndex index = open(samples.description())) {
      assertThat(index.manifest().count()).isEqualTo(COUNT);
      assertSame(index.nearest(samples.key(9), COUNT), samples, samples.key(9), COUNT);
    }
  }

  @Test
  void shouldRefuseToWriteOnceClosed() {
    // given
    Samples samples = samples("closed-writer");
    PrototypeIndexWriter writer = createWriter(samples.description());
    samples.addTo(writer);
    writer.publish();

    // when
    writer.close();
    writer.close();

    // then
    assertThatIllegalStateException()
        .isThrownBy(() -> writer.add("tree", samples.key(0), samples.prototype(0)));
    assertThatIllegalStateException().isThrownBy(writer::publish);
  }

  @Test
  void shouldRefuseToReadOnceClosed() {
    // given
    Samples samples = samples("closed");
    write(samples);
    PrototypeIndex index = open(samples.description());

    // when
    index.close();
    index.close();

    // then
    assertThatIllegalStateException().isThrownBy(() -> index.nearest(samples.key(0), 1));
    assertThatIllegalStateException().isThrownBy(() -> index.prototypes(new long[] {0}));
  }

  @Test
  void shouldCopyWithIdsKept() {
    // given
    Samples samples = Samples.of("source", 3, 1030, KEY_DIMENSION, PROTOTYPE_DIMENSION);
    write(samples);
    IndexDescription target =
        new IndexDescription(
            "target",
            4,
            "tiny",
            KEY_DIMENSION,
            PROTOTYPE_DIMENSION,
            samples.description().provenance());
    try (PrototypeIndex source = open(samples.description());
        PrototypeIndexWriter writer = createWriter(target)) {
      // when
      IndexCopy.copy(source, writer, copied -> {});
      writer.publish();

      // then
      try (PrototypeIndex copy = open(target)) {
        long[] all = new long[1030];
        Arrays.setAll(all, i -> i);
        assertThat(copy.manifest().count()).isEqualTo(1030);
        assertThat(copy.keys(all))
            .usingComparatorWithPrecision(keyType() == ComponentType.FLOAT32 ? 0f : HALF_ROUNDING)
            .containsExactly(source.keys(all));
        assertThat(copy.prototypes(all)).isEqualTo(source.prototypes(all));
        assertThat(copy.nouns(all)).isEqualTo(source.nouns(all));
      }
    }
  }

  private IndexManifest write(Samples samples) {
    try (PrototypeIndexWriter writer = createWriter(samples.description())) {
      samples.addTo(writer);
      return writer.publish();
    }
  }

  private float rounding() {
    return keyType() == ComponentType.FLOAT32 ? ROUNDING : HALF_ROUNDING;
  }

  private float[] asStored(float[] prototype) {
    float[] stored = prototype.clone();
    for (int d = 0; d < stored.length && prototypeType() == ComponentType.FLOAT16; d++) {
      stored[d] = HalfFloats.toFloat(HalfFloats.fromFloat(prototype[d]));
    }
    return stored;
  }

  private static Samples samples(String name) {
    return Samples.of(name, 1, COUNT, KEY_DIMENSION, PROTOTYPE_DIMENSION);
  }

  private static float[] row(float[] matrix, int row, int columns) {
    return Arrays.copyOfRange(matrix, row * columns, (row + 1) * columns);
  }

  /**
   * The same neighbours at the same ranks, but those whose similarities differ by rounding only.
   */
  private void assertSame(List<Neighbour> found, Samples samples, float[] query, int k) {
    List<Neighbour> expected = samples.nearest(query, k);
    assertThat(found).hasSameSizeAs(expected).extracting(Neighbour::id).doesNotHaveDuplicates();
    for (int i = 0; i < found.size(); i++) {
      float similarity = found.get(i).similarity();
      assertThat(similarity).isCloseTo(expected.get(i).similarity(), within(rounding()));
      assertThat(samples.similarity(query, found.get(i).id()))
          .isCloseTo(similarity, within(rounding()));
    }
  }
}
