package io.lexiseg.vision.encoder.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenMajorTest {
  @ParameterizedTest
  @CsvSource({"1,1", "1,7", "7,1", "15,3", "16,5", "17,9", "33,31", "48,2"})
  void shouldPutEveryNumberInItsPlace(int dimension, int tokens) {
    // given
    FloatBuffer planes = FloatBuffer.allocate(dimension * tokens);
    for (int i = 0; i < planes.capacity(); i++) {
      planes.put(i, i);
    }

    // when
    float[] values = TokenMajor.of(planes, dimension, tokens);

    // then
    assertThat(values).hasSize(dimension * tokens);
    for (int d = 0; d < dimension; d++) {
      for (int t = 0; t < tokens; t++) {
        assertThat(values[t * dimension + d]).isEqualTo(d * tokens + t);
      }
    }
  }
}
