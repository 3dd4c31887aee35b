package io.lexiseg.vision.encoder.network;

import java.nio.FloatBuffer;

/**
 * Turns planes into tokens, block by block: a block of both fits the first cache, where whole
 * planes would fetch a line of the result for each of its numbers.
 */
final class TokenMajor {
  /** Numbers of a cache line. */
  private static final int BLOCK = 16;

  private TokenMajor() {}

  /**
   * Turns.
   *
   * @param planes {@code [dimension, tokens]}, from position 0
   * @return {@code [tokens, dimension]}
   */
  static float[] of(FloatBuffer planes, int dimension, int tokens) {
    float[] values = new float[dimension * tokens];
    float[] block = new float[BLOCK * tokens];
    for (int first = 0; first < dimension; first += BLOCK) {
      int count = Math.min(BLOCK, dimension - first);
      planes.get(first * tokens, block, 0, count * tokens);
      for (int t = 0; t < tokens; t++) {
        int to = t * dimension + first;
        for (int d = 0; d < count; d++) {
          values[to + d] = block[d * tokens + t];
        }
      }
    }
    return values;
  }
}
