package io.lexiseg.indexbuilder.generation;

/**
 * A pair for the prototype index.
 *
 * <p><b>Ownership:</b> the arrays are kept, not copied; nobody may write to them afterwards.
 *
 * @param noun shown to people
 * @param key {@code [keyDimension]}, unit L2 norm (Eq. 3)
 * @param values {@code [prototypeDimension]}, raw (Eq. 2)
 * @param provenance where it comes from
 */
public record GeneratedPrototype(
    String noun, float[] key, float[] values, PrototypeProvenance provenance) {}
