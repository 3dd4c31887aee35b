package io.lexiseg.indexbuilder.faiss;

import java.util.BitSet;

/** The states of many vectors, in two bits each. */
final class VectorStates {
  private final BitSet zero = new BitSet();
  private final BitSet notFinite = new BitSet();

  void put(int number, VectorState state) {
    zero.set(number, state == VectorState.ZERO);
    notFinite.set(number, state == VectorState.NOT_FINITE);
  }

  /** The state put for a number; sound where none was. */
  VectorState get(int number) {
    if (notFinite.get(number)) {
      return VectorState.NOT_FINITE;
    }
    return zero.get(number) ? VectorState.ZERO : VectorState.SOUND;
  }
}
