package io.lexiseg.vision.pack.transformer;

/**
 * Size of a transformer.
 *
 * @param depth blocks
 * @param width components of a token
 * @param heads attention heads, a divisor of {@code width}
 */
public record TransformerSize(int depth, int width, int heads) {
  /** Width of the hidden layer over width. */
  public static final int MLP_RATIO = 4;

  /** Checks the numbers. */
  public TransformerSize {
    if (depth < 1 || width < 1 || heads < 1 || width % heads != 0) {
      throw new IllegalArgumentException(
          "transformer: expected depth, width, heads >= 1 and heads a divisor of width, got %d, %d, %d"
              .formatted(depth, width, heads));
    }
  }
}
