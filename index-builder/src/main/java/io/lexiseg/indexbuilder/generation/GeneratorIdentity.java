package io.lexiseg.indexbuilder.generation;

/**
 * What drew a picture.
 *
 * @param id of the generator pack
 * @param sha256 over the pack's files, 64 hexadecimal digits
 * @param settings scheduler, steps and guidance as people read them, such as {@code ddim 25 steps,
 *     guidance 3.0}
 */
public record GeneratorIdentity(String id, String sha256, String settings) {
  /** In the provenance of an index: the id of the generator pack that drew for it. */
  public static final String FACT = "generator";
}
