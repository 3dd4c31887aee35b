package io.lexiseg.indexbuilder.diffusion;

import java.util.Arrays;

/**
 * The token ids of a text.
 *
 * <p><b>Threads:</b> immutable.
 */
final class Prompt {
  private final int[] ids;
  private final int end;

  /**
   * Keeps the ids.
   *
   * @param ids of the whole prompt: start token, text, end token, padding
   * @param end place of the end token
   */
  Prompt(int[] ids, int end) {
    this.ids = ids;
    this.end = end;
  }

  /** Ids of the whole prompt, read only. */
  int[] ids() {
    return ids;
  }

  /** Place of the first token behind the text; that of its first token is 1. */
  int end() {
    return end;
  }

  /** Ids of the text alone. */
  int[] text() {
    return Arrays.copyOfRange(ids, 1, end);
  }
}
