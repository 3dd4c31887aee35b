package io.lexiseg.vision.encoder;

import io.lexiseg.vision.text.TokenizerSpec;
import java.nio.file.Path;

/**
 * A network that turns token ids into one vector a prompt.
 *
 * @param file the ONNX file
 * @param tokenizer what makes the ids
 * @param input the ids
 * @param output tensor name of the result
 * @param pooling how the result becomes a vector
 * @param unitLength whether each vector is brought to unit L2 norm
 * @param dimension components of the vector
 */
public record TextSpec(
    Path file,
    TokenizerSpec tokenizer,
    TextInput input,
    String output,
    Pooling pooling,
    boolean unitLength,
    int dimension) {

  /** How the network's result becomes a vector. */
  public enum Pooling {
    /** The result is {@code [n, dimension]} already. */
    NONE,
    /** The result is {@code [n, tokens, dimension]}: mean over the tokens that are not padding. */
    MEAN
  }

  /** Checks the dimension and that ids padded to the longest prompt come with a mask. */
  public TextSpec {
    if (dimension < 1) {
      throw new IllegalArgumentException("text encoder: expected dimension >= 1, got " + dimension);
    }
    if (tokenizer.kind() == TokenizerSpec.Kind.WORDPIECE && !input.hasAttentionMask()) {
      throw new IllegalArgumentException(
          "text encoder: tokenizer kind WORDPIECE needs an attentionMask");
    }
  }
}
