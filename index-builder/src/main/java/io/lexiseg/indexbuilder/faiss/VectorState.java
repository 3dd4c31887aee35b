package io.lexiseg.indexbuilder.faiss;

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
}
