package io.lexiseg.indexbuilder.published;

import java.util.BitSet;

/** Whether a vector points anywhere. */
enum VectorState {
  /** Finite and not zero. */
  SOUND,
  /** Of norm zero. */
  ZERO,
  /** With a component that is infinite or no number. */
  NOT_FINITE;

  /** The state of a vector of that norm; its norm is finite where all components are. */
  static VectorState of(double norm) {
    if (!(norm < Double.POSITIVE_INFINITY)) {
      return NOT_FINITE;
    }
    return norm == 0 ? ZERO : SOUND;
  }

  /** L2 norm in double precision, which no {@code float} vector overflows. */
  static double norm(float[] vector) {
    double squares = 0;
    for (float component : vector) {
      squares += (double) component * component;
    }
    return Math.sqrt(squares);
  }

  /** The states of many vectors, in two bits each. */
  static final class Table {
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
}
