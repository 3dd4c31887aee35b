package io.lexiseg.prototypes.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyBlocksTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "3, 5", "4, 256", "15, 7", "16, 256", "17, 33", "384, 256", "770, 64"})
  void shouldMultiplyAsThePlainLoopOverFours(int dimension, int rows) {
    // given
    Random random = new Random(dimension);
    float[] query = random(random, dimension);
    float[][] keys = new float[rows][];
    float[] block = new float[dimension * rows];
    for (int r = 0; r < rows; r++) {
      keys[r] = random(random, dimension);
      KeyBlocks.putRow(block, rows, r, keys[r]);
    }

    // when
    float[] products = new KeyBlocks(query, rows).products(FloatBuffer.wrap(block));

    // then
    for (int r = 0; r < rows; r++) {
      assertThat(products[r]).isEqualTo(plain(query, keys[r]));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "5, 3", "384, 256"})
  void shouldReturnTheRowsPutIn(int dimension, int rows) {
    // given
    float[] key = random(new Random(1), dimension);
    float[] block = new float[dimension * rows];
    KeyBlocks.putRow(block, rows, rows - 1, key);

    // when
    float[] found = new float[dimension];
    KeyBlocks.getRow(FloatBuffer.wrap(block), rows, rows - 1, found, 0, dimension);

    // then
    assertThat(found).isEqualTo(key);
  }

  private static float plain(float[] query, float[] key) {
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
