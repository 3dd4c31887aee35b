package io.lexiseg.vision.encoder;

/**
 * What a network takes for a text: tensors {@code [n, tokens]}.
 *
 * @param ids tensor name of the token ids
 * @param attentionMask tensor name of the mask (1: token, 0: padding); empty: the network has none
 * @param tokenTypeIds tensor name of the segment ids, all 0; empty: the network has none
 * @param type element type of these tensors
 */
public record TextInput(String ids, String attentionMask, String tokenTypeIds, IdType type) {

  /** Element type of token ids. */
  public enum IdType {
    /** 32 bits, signed. */
    INT32,
    /** 64 bits, signed. */
    INT64
  }

  /** Whether the network is told which tokens are padding. */
  public boolean hasAttentionMask() {
    return !attentionMask.isEmpty();
  }

  /** Whether the network takes segment ids. */
  public boolean hasTokenTypeIds() {
    return !tokenTypeIds.isEmpty();
  }
}
