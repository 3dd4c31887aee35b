package io.lexiseg.prototypes.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyBlocksTest {
  private static final int ROWS = KeyBlocks.ROWS;

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 384, 770})
  void shouldMultiplyAsThePlainLoopOverFours(int dimension) {
    // given
    Random random = new Random(dimension);
    List<float[]> queries = Stream.generate(() -> random(random, dimension)).limit(3).toList();
    float[][] keys = new float[ROWS][];
    float[] block = new float[dimension * ROWS];
    for (int r = 0; r < ROWS; r++) {
      keys[r] = random(random, dimension);
      KeyBlocks.putRow(block, r, keys[r]);
    }
    KeyBlocks blocks = new KeyBlocks(queries, dimension);
    blocks.products(FloatBuffer.wrap(random(random, dimension * ROWS)));

    // when
    float[][] products = blocks.products(FloatBuffer.wrap(block));

    // then
    for (int q = 0; q < queries.size(); q++) {
      for (int r = 0; r < ROWS; r++) {
        assertThat(products[q][r]).isEqualTo(plain(queries.get(q), keys[r]));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 384})
  void shouldReturnTheRowsPutIn(int dimension) {
    // given
    float[] key = random(new Random(1), dimension);
    float[] block = new float[dimension * ROWS];
    KeyBlocks.putRow(block, ROWS - 1, key);

    // when
    float[] found = new float[dimension];
    KeyBlocks.getRow(FloatBuffer.wrap(block), ROWS - 1, found, 0, dimension);

    // then
    assertThat(found).isEqualTo(key);
  }

  /** The oracle: one row, four components at a time. */
  static float plain(float[] query, float[] key) {
    float product = 0;
    int d = 0;
    for (; d + 4 <= query.length; d += 4) {
      product +=
          (query[d] * key[d] + query[d + 1] * key[d + 1])
              + (query[d + 2] * key[d + 2] + query[d + 3] * key[d + 3]);
    }
    for (; d < query.length; d++) {
      product += query[d] * key[d];
    }
    return product;
  }

  private static float[] random(Random random, int dimension) {
    float[] vector = new float[dimension];
    for (int d = 0; d < dimension; d++) {
      vector[d] = (float) random.nextGaussian();
    }
    return vector;
  }
}
