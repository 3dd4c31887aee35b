package io.lexiseg.indexbuilder.generation;

/**
 * A pair for the prototype index.
 *
 * <p><b>Ownership:</b> the arrays are kept, not copied; nobody may write to them afterwards.
 */
public final class GeneratedPrototype {
  private final String noun;
  private final float[] key;
  private final float[] values;
  private final PrototypeProvenance provenance;

  /**
   * Keeps the vectors.
   *
   * @param noun shown to people
   * @param key {@code [keyDimension]}, unit L2 norm (Eq. 3)
   * @param values {@code [prototypeDimension]}, raw (Eq. 2)
   * @param provenance where it comes from
   */
  public GeneratedPrototype(
      String noun, float[] key, float[] values, PrototypeProvenance provenance) {
    this.noun = noun;
    this.key = key;
    this.values = values;
    this.provenance = provenance;
  }

  /** What people are shown. */
  public String noun() {
    return noun;
  }

  /** {@code [keyDimension]}, unit L2 norm (Eq. 3); not a copy, read only. */
  public float[] key() {
    return key;
  }

  /** {@code [prototypeDimension]}, raw (Eq. 2); not a copy, read only. */
  public float[] values() {
    return values;
  }

  /** Where it comes from. */
  public PrototypeProvenance provenance() {
    return provenance;
  }
}
