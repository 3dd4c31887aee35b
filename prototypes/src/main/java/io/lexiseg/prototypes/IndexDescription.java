package io.lexiseg.prototypes;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What one generation of a prototype index is going to hold, before its pairs are counted.
 *
 * @param name index name: letters, digits, dots, dashes and underscores
 * @param generation rises by one with each build that is published under the name, at least 1
 * @param backbone name of the dense network that made the prototypes; another one's do not fit
 * @param keyDimension components of a key, at least 1
 * @param prototypeDimension components of a prototype, at least 1
 * @param provenance free facts for people: source pictures, licences, builder, counts
 */
public record IndexDescription(
    String name,
    int generation,
    String backbone,
    int keyDimension,
    int prototypeDimension,
    Map<String, String> provenance) {
  /** A norm this close to one is rounding of components, so a key is stored bit for bit. */
  public static final double UNIT_ROUNDING = 1e-6;

  private static final double NORM_TOLERANCE = 1e-3;

  public IndexDescription {
    provenance = Map.copyOf(provenance);
    if (!name.matches("[A-Za-z0-9._-]+") || backbone.isBlank()) {
      throw new IllegalArgumentException(
          "index: expected a name of letters, digits, '.', '_', '-' and a backbone, got '%s', '%s'"
              .formatted(name, backbone));
    }
    if (generation < 1 || keyDimension < 1 || prototypeDimension < 1) {
      throw new IllegalArgumentException(
          "index %s: expected generation and dimensions of at least 1, got %d, %d, %d"
              .formatted(name, generation, keyDimension, prototypeDimension));
    }
  }

  /** The manifest of this generation once it holds {@code count} pairs. */
  public IndexManifest manifest(long count) {
    return manifest(count, Map.of());
  }

  /**
   * As {@link #manifest(long)}, with facts that were learnt meanwhile.
   *
   * @param learnt win over facts of the same name
   */
  public IndexManifest manifest(long count, Map<String, String> learnt) {
    Map<String, String> facts = new HashMap<>(provenance);
    facts.putAll(learnt);
    return new IndexManifest(
        name, generation, backbone, keyDimension, prototypeDimension, count, facts);
  }

  /**
   * Checks a key or query and brings it to unit norm.
   *
   * @param key {@code [keyDimension]}, read only
   * @return a copy of unit L2 norm, equal to the argument where that was within 1e-6 of it
   * @throws IllegalArgumentException if the dimension is wrong or the norm is not within 1e-3 of 1
   */
  public float[] unitKey(float[] key) {
    if (key.length != keyDimension) {
      throw new IllegalArgumentException(
          "index %s: expected a key of %d components, got %d"
              .formatted(name, keyDimension, key.length));
    }
    double squares = 0;
    for (float component : key) {
      squares += (double) component * component;
    }
    double norm = Math.sqrt(squares);
    if (!(Math.abs(norm - 1) <= NORM_TOLERANCE)) {
      throw new IllegalArgumentException(
          "index %s: expected a key of unit norm, got norm %s".formatted(name, norm));
    }
    float[] unit = Arrays.copyOf(key, key.length);
    if (Math.abs(norm - 1) > UNIT_ROUNDING) {
      for (int d = 0; d < unit.length; d++) {
        unit[d] = (float) (unit[d] / norm);
      }
    }
    return unit;
  }

  /**
   * Checks a prototype.
   *
   * @param prototype {@code [prototypeDimension]}, read only
   * @param type it is going to be kept as
   * @throws IllegalArgumentException if the dimension is wrong, or a component is not finite or too
   *     large for the type
   */
  public void checkPrototype(float[] prototype, ComponentType type) {
    if (prototype.length != prototypeDimension) {
      throw new IllegalArgumentException(
          "index %s: expected a prototype of %d components, got %d"
              .formatted(name, prototypeDimension, prototype.length));
    }
    for (int d = 0; d < prototype.length; d++) {
      if (!Float.isFinite(prototype[d])) {
        throw new IllegalArgumentException(
            "index %s: expected finite prototype components, got %s at %d"
                .formatted(name, prototype[d], d));
      }
      if (type == ComponentType.FLOAT16 && Math.abs(prototype[d]) > HalfFloats.MAX_VALUE) {
        throw new IllegalArgumentException(
            "index %s: expected components up to %s to store as FLOAT16, got %s"
                .formatted(name, HalfFloats.MAX_VALUE, prototype[d]));
      }
    }
  }
}
