package io.lexiseg.prototypes.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.Neighbour;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Searches of index folders against the plain search: equal ids, equal ranks, equal bits. */
class ExactSearchTest {
  /** Keys and components: around the rows of a block, and the components added at a time. */
  private static final int[][] SHAPES = {
    {700, 1}, {1, 3}, {256, 4}, {257, 6}, {255, 8}, {700, 13}, {300, 77}
  };

  @TempDir Path root;

  /** How keys and queries are drawn. */
  enum Keys {
    /** Directions without order. */
    RANDOM,
    /** One component of one, which many keys share: similarities of 0, 1 and -1 only. */
    AXES,
    /** All keys are the same. */
    EQUAL,
    /** A dozen directions, each taken by many keys, next to keys that differ in the last bit. */
    CLOSE;

    float[] draw(Random random, int dimension) {
      return switch (this) {
        case RANDOM -> Samples.unit(random, dimension);
        case AXES -> axis(random, dimension);
        case EQUAL -> Samples.unit(new Random(1), dimension);
        case CLOSE -> close(random, dimension);
      };
    }

    private static float[] axis(Random random, int dimension) {
      float[] key = new float[dimension];
      key[random.nextInt(dimension)] = random.nextBoolean() ? 1 : -1;
      return key;
    }

    private static float[] close(Random random, int dimension) {
      float[] key = Samples.unit(new Random(random.nextInt(12)), dimension);
      int d = random.nextInt(dimension);
      key[d] = random.nextBoolean() ? Math.nextUp(key[d]) : key[d];
      return key;
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldFindWhatThePlainSearchFinds(Keys kind) {
    for (int[] shape : SHAPES) {
      int count = shape[0];
      int dimension = shape[1];
      // given
      Random random = new Random(31L * dimension + count);
      List<float[]> keys = draw(kind, random, count, dimension);
      List<float[]> queries = draw(kind, random, 4, dimension);
      try (PrototypeIndex index = index("%s-%d-%d".formatted(kind, count, dimension), keys)) {
        for (int k : new int[] {1, 2, 350, count + 1}) {
          // when
          List<List<Neighbour>> found = index.nearest(queries, k);

          // then
          for (int q = 0; q < queries.size(); q++) {
            assertThat(found.get(q)).isEqualTo(plain(keys, queries.get(q), k));
            assertThat(index.nearest(queries.get(q), k)).isEqualTo(found.get(q));
          }
        }
      }
    }
  }

  @Test
  void shouldFindWhatThePlainSearchFindsOfNetworksDimension() {
    // given
    Random random = new Random(7);
    List<float[]> keys = draw(Keys.RANDOM, random, 5000, 512);
    List<float[]> queries = draw(Keys.RANDOM, random, 70, 512);
    try (PrototypeIndex index = index("large", keys)) {
      // when
      List<List<Neighbour>> found = index.nearest(queries, 350);

      // then
      for (int q = 0; q < queries.size(); q++) {
        assertThat(found.get(q)).isEqualTo(plain(keys, queries.get(q), 350));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "0"})
  void shouldRefuseWhatHasNoDirection(float component) {
    // given
    float[] broken = {component, 0, 0};
    try (PrototypeIndex index = index("broken", List.of(new float[] {0, 0, 1}))) {
      // then
      assertThatIllegalArgumentException()
          .isThrownBy(() -> index.nearest(broken, 1))
          .withMessageContaining("expected a key of unit norm, got norm");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> index("refused", List.of(broken)))
          .withMessageContaining("expected a key of unit norm, got norm");
    }
  }

  private static List<float[]> draw(Keys kind, Random random, int count, int dimension) {
    return Stream.generate(() -> kind.draw(random, dimension)).limit(count).toList();
  }

  private PrototypeIndex index(String name, List<float[]> keys) {
    IndexDescription description =
        new IndexDescription(name, 1, "tiny", keys.get(0).length, 1, Map.of());
    Path folder = root.resolve(name);
    try (PrototypeIndexWriter writer =
        FilePrototypeIndexWriter.create(folder, description, ComponentType.FLOAT32)) {
      keys.forEach(key -> writer.add("noun", key, new float[] {1}));
      writer.publish();
    }
    return FilePrototypeIndex.open(folder);
  }

  private static List<Neighbour> plain(List<float[]> keys, float[] query, int k) {
    List<Neighbour> all = new ArrayList<>();
    LongStream.range(0, keys.size())
        .forEach(id -> all.add(new Neighbour(id, KeyBlocksTest.plain(query, keys.get((int) id)))));
    all.sort(
        Comparator.comparing(Neighbour::similarity, Comparator.reverseOrder())
            .thenComparing(Neighbour::id));
    return all.subList(0, Math.min(k, all.size()));
  }
}
